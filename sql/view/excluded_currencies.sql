-- excluded_currencies: currencies that a question for one currency leaves out.
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in cost_cell
-- {{currency}}  the one that was asked for
SELECT DISTINCT billing_currency
FROM {{from}} AS fact
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}} AND billing_currency <> {{currency}}
ORDER BY billing_currency
