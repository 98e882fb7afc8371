-- s0_series: cost per day; days without charges are left out, as the older interface does.
-- {{amount}}  the exact sum of billed_cost
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in cost_cell
SELECT {{date}} AS date, {{amount}} AS total, billing_currency
FROM {{from}} AS fact
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
GROUP BY {{date}}, billing_currency
ORDER BY date, billing_currency
