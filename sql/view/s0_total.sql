-- s0_total: what a period and the one before it cost, per currency; the older interface shows one currency only.
-- {{amount}}  the exact sum of billed_cost, which that interface calls the cost
-- {{from}}, {{date}}, {{filter}}  as in cost_cell
-- {{previous_start}}, {{start}}, {{end}}  the first period begins, the second begins, and it ends: they follow each other
WITH side AS (
    SELECT billing_currency, {{date}} >= {{start}} AS is_current, {{amount}} AS amount
    FROM {{from}} AS fact
    WHERE {{date}} >= {{previous_start}} AND {{date}} < {{end}}{{filter}}
    GROUP BY billing_currency, {{date}} >= {{start}}
),
total AS (
    SELECT
        billing_currency,
        coalesce(sum(amount) FILTER (WHERE is_current), CAST(0 AS DECIMAL(38,12))) AS amount,
        coalesce(sum(amount) FILTER (WHERE NOT is_current), CAST(0 AS DECIMAL(38,12))) AS previous
    FROM side
    GROUP BY billing_currency
)
SELECT
    billing_currency,
    amount,
    previous,
    amount - previous AS delta,
    CAST(100 * ratio_of(amount - previous, abs(previous), 8) AS DECIMAL(24,6)) AS delta_percent
FROM total
ORDER BY billing_currency
