-- cost_total: what each group costs in a period, the largest by name and the rest as one, compared with another period.
-- {{cells}}  cost_cell, once or twice
-- {{names}}  the key columns that are in use, each with a comma behind it
-- {{places}}  order of the groups: by cost, then by those columns
-- {{top}}, {{shown}}  places of groups that are shown by name, and that are shown at all
-- {{count}}  charge_count of the cells, or NULL when it is not asked for
-- {{order}}  order of the items, ending in shown_place so that it is total
-- Rows of kind 0 are the totals per currency, of everything, shown or not; 1 the items; 2 the items of the period before.
-- The largest {{top}} groups by their cost in the whole period are shown, per currency; the rest is one group, is_other, or is
-- left out when {{shown}} is the same number. A ratio is NULL when the cost before was nothing, or next to nothing.
-- A share is that of the whole total of the currency, NULL when that is nothing.
-- An amount is NULL only where a rate of exchange is missing (cost_convert), and then every sum with it is.
WITH cell AS MATERIALIZED (
{{cells}}
),
grand AS (
    SELECT
        billing_currency,
        unit,
        CASE
            WHEN count(*) FILTER (WHERE side = 0 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 0), CAST(0 AS DECIMAL(38,12)))
        END AS amount,
        CASE
            WHEN count(*) FILTER (WHERE side = 1 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 1), CAST(0 AS DECIMAL(38,12)))
        END AS previous,
        CAST(coalesce(sum({{count}}) FILTER (WHERE side = 0), 0) AS BIGINT) AS charge_count
    FROM cell
    GROUP BY billing_currency, unit
),
grouped AS (
    SELECT
        min(key_1) AS key_1, min(key_2) AS key_2, min(key_3) AS key_3, min(key_4) AS key_4,
        billing_currency,
        unit,
        CASE
            WHEN count(*) FILTER (WHERE side = 0 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 0), CAST(0 AS DECIMAL(38,12)))
        END AS amount,
        CASE
            WHEN count(*) FILTER (WHERE side = 1 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 1), CAST(0 AS DECIMAL(38,12)))
        END AS previous,
        CAST(coalesce(sum({{count}}) FILTER (WHERE side = 0), 0) AS BIGINT) AS charge_count
    FROM cell
    GROUP BY {{names}}billing_currency, unit
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY billing_currency, unit ORDER BY {{places}}) AS place
    FROM grouped
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
        CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount,
        CASE WHEN count(previous) = count(*) THEN sum(previous) END AS previous,
        CAST(sum(charge_count) AS BIGINT) AS charge_count
    FROM placed
    WHERE place <= {{shown}}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
),
answer AS (
    SELECT
        0 AS kind,
        CAST(NULL AS VARCHAR) AS key_1, CAST(NULL AS VARCHAR) AS key_2,
        CAST(NULL AS VARCHAR) AS key_3, CAST(NULL AS VARCHAR) AS key_4,
        CAST(NULL AS DATE) AS step, billing_currency, unit, FALSE AS is_other, amount, previous, charge_count, 0 AS shown_place
    FROM grand
    UNION ALL
    SELECT
        1 AS kind, key_1, key_2, key_3, key_4, CAST(NULL AS DATE) AS step, billing_currency, unit, is_other,
        amount, previous, charge_count, shown_place
    FROM item
)
SELECT
    kind, key_1, key_2, key_3, key_4, step, billing_currency, unit, is_other, amount, previous,
    amount - previous AS delta,
    CAST(ratio_of(amount - previous, abs(previous), 4) AS DECIMAL(18,4)) AS delta_ratio,
    CAST(ratio_of(amount, max(CASE WHEN kind = 0 THEN amount END) OVER (PARTITION BY billing_currency, unit), 4)
        AS DECIMAL(18,4)) AS share,
    charge_count,
    shown_place
FROM answer
ORDER BY kind, {{order}};
