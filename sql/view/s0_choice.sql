-- s0_choice: services or regions to choose from, the costliest first.
-- {{key}}, {{name}}  id and name of what is listed
-- {{amount}}  the exact sum of billed_cost
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in cost_cell
-- {{limit}}   rows that are shown
-- Costs in different currencies cannot be compared; a value's place is the best one that it has in any currency.
WITH cell AS (
    SELECT {{key}} AS key, coalesce(min({{name}}), {{key}}) AS name, billing_currency, {{amount}} AS total
    FROM {{from}} AS fact
    WHERE {{date}} >= {{start}} AND {{date}} < {{end}} AND {{key}} IS NOT NULL{{filter}}
    GROUP BY {{key}}, billing_currency
),
placed AS (
    SELECT key, name, row_number() OVER (PARTITION BY billing_currency ORDER BY total DESC, key) AS place FROM cell
)
SELECT key, min(name) AS name
FROM placed
GROUP BY key
ORDER BY min(place), key
LIMIT {{limit}}
