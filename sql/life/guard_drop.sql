-- guard_drop: does a month lose more of its charges or of its cost than is usual for a restatement?
-- {{percent}}  how much it may lose
-- Cost is compared per currency and only where it was above zero; charges over all currencies.
-- Where days are compared instead of billing months, up to three of those that fall are named.
WITH day_value AS (
    SELECT month, day, 'billed_cost' AS what, billing_currency AS unit,
           sum(billed_cost) FILTER (WHERE side = 'old') AS old_value,
           coalesce(sum(billed_cost) FILTER (WHERE side = 'new'), 0) AS new_value
    FROM part_cost GROUP BY month, day, billing_currency
    UNION ALL
    SELECT month, day, 'charges', '',
           CAST(sum(charge_count) FILTER (WHERE side = 'old') AS DECIMAL(38,12)),
           CAST(coalesce(sum(charge_count) FILTER (WHERE side = 'new'), 0) AS DECIMAL(38,12))
    FROM part_cost GROUP BY month, day
),
fallen_day AS (
    SELECT month, what, unit, day, row_number() OVER (PARTITION BY month, what, unit ORDER BY day) AS place
    FROM day_value WHERE day IS NOT NULL AND old_value > new_value
),
fallen AS (
    SELECT month, what, unit, count(*) AS day_count,
           string_agg(CAST(day AS VARCHAR), ', ' ORDER BY day) FILTER (WHERE place <= 3) AS first_days
    FROM fallen_day GROUP BY month, what, unit
),
value AS (
    SELECT month, what, unit, sum(old_value) AS old_value, sum(new_value) AS new_value
    FROM day_value GROUP BY month, what, unit
)
SELECT substr(CAST(value.month AS VARCHAR), 1, 7) || ': ' || value.what
       || CASE WHEN fallen.day_count > 0 THEN ' of the days that are replaced' ELSE '' END
       || CASE WHEN value.what = 'charges'
               THEN ' fall from ' || CAST(CAST(old_value AS BIGINT) AS VARCHAR) || ' to ' || CAST(CAST(new_value AS BIGINT) AS VARCHAR)
               ELSE ' falls from ' || CAST(CAST(old_value AS DECIMAL(38,2)) AS VARCHAR) || ' to '
                    || CAST(CAST(new_value AS DECIMAL(38,2)) AS VARCHAR) || ' ' || value.unit END
       || ', by more than {{percent}} %'
       || CASE WHEN fallen.day_count > 0 THEN ': on ' || fallen.first_days ELSE '' END
       || CASE WHEN fallen.day_count > 3 THEN ' and ' || CAST(fallen.day_count - 3 AS VARCHAR) || ' more days' ELSE '' END
       AS detail
FROM value
LEFT JOIN fallen ON fallen.month = value.month AND fallen.what = value.what AND fallen.unit = value.unit
WHERE (value.what = 'charges' OR old_value > 0) AND (old_value - new_value) * 100 > old_value * {{percent}}
ORDER BY detail
