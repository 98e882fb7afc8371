-- guard_drop: does a month lose more of its charges or of its cost than is usual for a restatement?
-- {{percent}}  how much it may lose
-- Cost is compared per currency and only where it was above zero; charges over all currencies.
WITH cost AS (
    SELECT month, billing_currency,
           sum(billed_cost) FILTER (WHERE side = 'old') AS old_cost,
           coalesce(sum(billed_cost) FILTER (WHERE side = 'new'), 0) AS new_cost
    FROM part_cost GROUP BY month, billing_currency
),
number AS (
    SELECT month,
           coalesce(sum(charge_count) FILTER (WHERE side = 'old'), 0) AS old_count,
           coalesce(sum(charge_count) FILTER (WHERE side = 'new'), 0) AS new_count
    FROM part_cost GROUP BY month
)
SELECT strftime(month, '%Y-%m') || ': billed_cost falls from ' || CAST(CAST(old_cost AS DECIMAL(38,2)) AS VARCHAR) || ' to '
       || CAST(CAST(new_cost AS DECIMAL(38,2)) AS VARCHAR) || ' ' || billing_currency || ', by more than {{percent}} %' AS detail
FROM cost WHERE old_cost > 0 AND (old_cost - new_cost) * 100 > old_cost * {{percent}}
UNION ALL
SELECT strftime(month, '%Y-%m') || ': charges fall from ' || CAST(old_count AS VARCHAR) || ' to ' || CAST(new_count AS VARCHAR)
       || ', by more than {{percent}} %'
FROM number WHERE (old_count - new_count) * 100 > old_count * {{percent}}
ORDER BY detail
