-- guard_closed: does a closed month change at all? Every cost of every account, service and category is compared.
WITH line AS (
    SELECT month, billing_account_id, sub_account_id, service_name, service_category, billing_currency,
           coalesce(sum(billed_cost) FILTER (WHERE side = 'old'), 0) AS old_billed,
           coalesce(sum(billed_cost) FILTER (WHERE side = 'new'), 0) AS new_billed,
           coalesce(sum(effective_cost) FILTER (WHERE side = 'old'), 0) AS old_effective,
           coalesce(sum(effective_cost) FILTER (WHERE side = 'new'), 0) AS new_effective
    FROM part_cost WHERE is_closed
    GROUP BY month, billing_account_id, sub_account_id, service_name, service_category, billing_currency
)
SELECT substr(CAST(month AS VARCHAR), 1, 7) || ' is closed and changes: billed_cost '
       || CAST(CAST(sum(old_billed) AS DECIMAL(38,2)) AS VARCHAR) || ' becomes '
       || CAST(CAST(sum(new_billed) AS DECIMAL(38,2)) AS VARCHAR) || ' ' || billing_currency || ', in '
       || CAST(count(*) FILTER (WHERE old_billed <> new_billed OR old_effective <> new_effective) AS VARCHAR)
       || ' lines of account and service' AS detail
FROM line
GROUP BY month, billing_currency
HAVING count(*) FILTER (WHERE old_billed <> new_billed OR old_effective <> new_effective) > 0
ORDER BY detail
