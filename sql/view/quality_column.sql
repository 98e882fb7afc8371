-- quality_column: how often each column has no value in a billing month and in the one before, by feed.
-- {{sources}}  (delivery, source) of the deliveries that count in the month or the one before
-- {{from}}     their charges
-- {{month}}, {{previous}}  first days of the month and of the one before
-- {{filled}}   count(column) AS column, of every column
-- {{names}}    ('column', column), of every column
-- The columns that lost most stand first; those that have no value, or every value, in both months are left out. A column got worse
-- when its share of charges without a value grew by 5 percentage points or more: less a normal change of what is used can do.
WITH source(delivery_id, source_no) AS (
    VALUES {{sources}}
),
counted AS (
    SELECT source_no, sys_billing_month = {{month}} AS is_month, count(*) AS charge_count, {{filled}}
    FROM {{from}} AS charge
    JOIN source ON source.delivery_id = sys_delivery_id
    WHERE sys_billing_month IN ({{month}}, {{previous}})
    GROUP BY source_no, sys_billing_month = {{month}}
),
cell AS (
    SELECT source_no, is_month, charge_count, column_name, filled_count
    FROM counted
    CROSS JOIN LATERAL (VALUES {{names}}) AS filled(column_name, filled_count)
),
pair AS (
    SELECT
        source_no, column_name,
        CAST(sum(charge_count - filled_count) FILTER (WHERE is_month) AS BIGINT) AS null_count,
        CAST(sum(charge_count) FILTER (WHERE is_month) AS BIGINT) AS charge_count,
        CAST(sum(charge_count - filled_count) FILTER (WHERE NOT is_month) AS BIGINT) AS previous_null_count,
        CAST(sum(charge_count) FILTER (WHERE NOT is_month) AS BIGINT) AS previous_charge_count
    FROM cell
    GROUP BY source_no, column_name
    HAVING sum(filled_count) > 0 AND sum(filled_count) < sum(charge_count)
),
shared AS (
    SELECT
        *,
        ratio_of(null_count, charge_count, 12) AS null_share,
        ratio_of(previous_null_count, previous_charge_count, 12) AS previous_null_share
    FROM pair
)
SELECT
    source_no,
    column_name,
    null_count,
    CAST(ratio_of(null_count, charge_count, 4) AS DECIMAL(18,4)) AS null_ratio,
    previous_null_count,
    CAST(ratio_of(previous_null_count, previous_charge_count, 4) AS DECIMAL(18,4)) AS previous_null_ratio,
    coalesce(null_share - previous_null_share >= 0.05, FALSE) AS is_worse
FROM shared
ORDER BY source_no, coalesce(null_share - previous_null_share, 0) DESC, column_name;
