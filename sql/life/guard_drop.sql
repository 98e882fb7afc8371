-- guard_drop: does a month lose more of its charges or of its cost than is usual for a restatement?
-- {{percent}}  how much it may lose
-- Cost is compared per currency and only where it was above zero; charges over all currencies.
-- Where days are compared instead of billing months, up to three of those that fall are named.
WITH day_cost AS (
    SELECT month, day, billing_currency,
           sum(billed_cost) FILTER (WHERE side = 'old') AS old_cost,
           coalesce(sum(billed_cost) FILTER (WHERE side = 'new'), 0) AS new_cost
    FROM part_cost GROUP BY month, day, billing_currency
),
cost AS (
    SELECT month, billing_currency, sum(old_cost) AS old_cost, sum(new_cost) AS new_cost,
           list_sort(list(day) FILTER (WHERE day IS NOT NULL AND old_cost > new_cost)) AS days
    FROM day_cost GROUP BY month, billing_currency
),
day_number AS (
    SELECT month, day,
           coalesce(sum(charge_count) FILTER (WHERE side = 'old'), 0) AS old_count,
           coalesce(sum(charge_count) FILTER (WHERE side = 'new'), 0) AS new_count
    FROM part_cost GROUP BY month, day
),
number AS (
    SELECT month, sum(old_count) AS old_count, sum(new_count) AS new_count,
           list_sort(list(day) FILTER (WHERE day IS NOT NULL AND old_count > new_count)) AS days
    FROM day_number GROUP BY month
),
drop_found AS (
    SELECT month, days, 'billed_cost' AS what, ' ' || billing_currency AS unit, ' falls' AS falls,
           CAST(CAST(old_cost AS DECIMAL(38,2)) AS VARCHAR) AS old_value, CAST(CAST(new_cost AS DECIMAL(38,2)) AS VARCHAR) AS new_value
    FROM cost WHERE old_cost > 0 AND (old_cost - new_cost) * 100 > old_cost * {{percent}}
    UNION ALL
    SELECT month, days, 'charges', '', ' fall', CAST(old_count AS VARCHAR), CAST(new_count AS VARCHAR)
    FROM number WHERE (old_count - new_count) * 100 > old_count * {{percent}}
)
SELECT strftime(month, '%Y-%m') || ': ' || what || CASE WHEN len(days) > 0 THEN ' of the days that are replaced' ELSE '' END || falls
       || ' from ' || old_value || ' to ' || new_value || unit || ', by more than {{percent}} %'
       || CASE WHEN len(days) > 0
               THEN ': on ' || array_to_string(list_slice(days, 1, 3), ', ')
                    || CASE WHEN len(days) > 3 THEN ' and ' || CAST(len(days) - 3 AS VARCHAR) || ' more days' ELSE '' END
               ELSE '' END AS detail
FROM drop_found
ORDER BY detail
