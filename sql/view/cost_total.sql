-- cost_total: what each group costs in a period, the largest by name and the rest as one, compared with another period.
-- {{cells}}  cost_cell, once or twice
-- {{top}}, {{shown}}  places of groups that are shown by name, and that are shown at all
-- {{order}}  order of the items, ending in shown_place so that it is total
-- {{offset}}, {{limit}}  items that were on earlier pages, and number of items of this one
-- Rows of kind 0 are the totals per currency, of everything, shown or not; 1 the items; 2 the items of the period before.
-- The largest {{top}} groups by their cost in the whole period are shown, per currency; the rest is one group, is_other, or is
-- left out when {{shown}} is the same number. A ratio is NULL when the cost before was nothing, or next to nothing.
WITH cell AS MATERIALIZED (
{{cells}}
),
summed AS (
    SELECT
        *,
        sum(CASE WHEN side = 0 THEN amount END)
            OVER (PARTITION BY key_1, key_2, key_3, key_4, billing_currency, unit) AS total
    FROM cell
),
placed AS (
    SELECT
        *,
        dense_rank() OVER (
            PARTITION BY billing_currency, unit
            ORDER BY total DESC NULLS LAST, key_1 NULLS LAST, key_2 NULLS LAST, key_3 NULLS LAST, key_4 NULLS LAST
        ) AS place
    FROM summed
),
grand AS (
    SELECT
        billing_currency,
        unit,
        coalesce(sum(amount) FILTER (WHERE side = 0), CAST(0 AS DECIMAL(38,12))) AS amount,
        coalesce(sum(amount) FILTER (WHERE side = 1), CAST(0 AS DECIMAL(38,12))) AS previous
    FROM cell
    GROUP BY billing_currency, unit
),
item AS (
    SELECT
        CASE WHEN place <= {{top}} THEN key_1 END AS key_1,
        CASE WHEN place <= {{top}} THEN key_2 END AS key_2,
        CASE WHEN place <= {{top}} THEN key_3 END AS key_3,
        CASE WHEN place <= {{top}} THEN key_4 END AS key_4,
        place > {{top}} AS is_other,
        least(place, {{top}} + 1) AS shown_place,
        billing_currency,
        unit,
        coalesce(sum(amount) FILTER (WHERE side = 0), CAST(0 AS DECIMAL(38,12))) AS amount,
        coalesce(sum(amount) FILTER (WHERE side = 1), CAST(0 AS DECIMAL(38,12))) AS previous
    FROM placed
    WHERE place <= {{shown}}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
numbered AS (
    SELECT *, CAST(NULL AS DATE) AS step, row_number() OVER (ORDER BY {{order}}) AS number
    FROM item
),
answer AS (
    SELECT
        0 AS kind, 0 AS number,
        CAST(NULL AS VARCHAR) AS key_1, CAST(NULL AS VARCHAR) AS key_2,
        CAST(NULL AS VARCHAR) AS key_3, CAST(NULL AS VARCHAR) AS key_4,
        CAST(NULL AS DATE) AS step, billing_currency, unit, FALSE AS is_other, amount, previous
    FROM grand
    UNION ALL
    SELECT
        1 AS kind, number, key_1, key_2, key_3, key_4, step, billing_currency, unit, is_other, amount, previous
    FROM numbered
    WHERE number > {{offset}} AND number <= {{offset}} + {{limit}}
)
SELECT
    kind, key_1, key_2, key_3, key_4, step, billing_currency, unit, is_other, amount, previous,
    amount - previous AS delta,
    CASE
        WHEN abs(CAST(amount - previous AS DOUBLE PRECISION) / nullif(CAST(previous AS DOUBLE PRECISION), 0)) < 1e12
            THEN CAST(CAST(amount - previous AS DOUBLE PRECISION)
                / abs(CAST(previous AS DOUBLE PRECISION)) AS DECIMAL(18,4))
    END AS delta_ratio,
    number
FROM answer
ORDER BY kind, number, billing_currency, unit NULLS LAST;
