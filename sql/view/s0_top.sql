-- s0_top: the costliest services, accounts or regions of a period.
-- {{key}}, {{name}}  id and name of what is listed
-- {{amount}}  the exact sum of billed_cost
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in cost_cell
-- {{limit}}   rows that are shown
-- first_currency and last_currency are those of the whole period: when they differ there are several, and no sum is shown.
WITH cell AS (
    SELECT {{key}} AS key, coalesce(min({{name}}), {{key}}, '') AS name, billing_currency, {{amount}} AS total
    FROM {{from}} AS fact
    WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
    GROUP BY {{key}}, billing_currency
)
SELECT
    coalesce(key, '') AS key,
    name,
    total,
    min(billing_currency) OVER () AS first_currency,
    max(billing_currency) OVER () AS last_currency
FROM cell
ORDER BY total DESC, key NULLS LAST, billing_currency
LIMIT {{limit}}
