-- result_months: the billing months of the charges.
-- {{path}}  quoted path of the charges
SELECT
    sys_billing_month AS scope_start,
    CAST(sys_billing_month + INTERVAL 1 MONTH AS DATE) AS scope_end,
    CAST(count(*) AS BIGINT) AS charge_count,
    min(sys_charge_date) AS first_charge_date,
    max(sys_charge_date) AS last_charge_date
FROM read_parquet({{path}})
GROUP BY scope_start
ORDER BY scope_start
