-- s0_top: the costliest services, accounts or regions of a period.
-- {{key}}, {{name}}  id and name of what is listed
-- {{amount}}  the exact sum of billed_cost
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in cost_cell
-- {{limit}}   rows that are shown
SELECT
    coalesce({{key}}, '') AS key,
    coalesce(min({{name}}), {{key}}, '') AS name,
    {{amount}} AS total
FROM {{from}} AS fact
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
GROUP BY {{key}}
ORDER BY total DESC, key
LIMIT {{limit}}
