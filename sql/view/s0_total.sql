-- s0_total: what a period and the one before it cost, per currency; the older interface shows one currency only.
-- {{amount}}  the exact sum of billed_cost, which that interface calls the cost
-- {{from}}, {{date}}, {{filter}}  as in cost_cell
-- {{start}}, {{end}}, {{previous_start}}, {{previous_end}}  the two periods, half-open
WITH side AS (
    SELECT billing_currency, 0 AS number, {{amount}} AS amount
    FROM {{from}} AS fact
    WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
    GROUP BY billing_currency
    UNION ALL
    SELECT billing_currency, 1 AS number, {{amount}} AS amount
    FROM {{from}} AS fact
    WHERE {{date}} >= {{previous_start}} AND {{date}} < {{previous_end}}{{filter}}
    GROUP BY billing_currency
),
total AS (
    SELECT
        billing_currency,
        coalesce(sum(amount) FILTER (WHERE number = 0), CAST(0 AS DECIMAL(38,12))) AS amount,
        coalesce(sum(amount) FILTER (WHERE number = 1), CAST(0 AS DECIMAL(38,12))) AS previous
    FROM side
    GROUP BY billing_currency
)
SELECT
    billing_currency,
    amount,
    previous,
    amount - previous AS delta,
    CASE
        WHEN abs(CAST(amount - previous AS DOUBLE PRECISION) / nullif(CAST(previous AS DOUBLE PRECISION), 0)) < 1e12
            THEN CAST(100 * CAST(amount - previous AS DOUBLE PRECISION)
                / abs(CAST(previous AS DOUBLE PRECISION)) AS DECIMAL(24,6))
    END AS delta_percent
FROM total
ORDER BY billing_currency
