-- months: the billing months of a delivery's charges: each becomes a leaf.
-- {{path}}  quoted path of its charge.parquet
SELECT sys_billing_month AS billing_month, min(sys_charge_date) AS first_charge_date, max(sys_charge_date) AS last_charge_date,
       CAST(count(*) AS BIGINT) AS charge_count
FROM read_parquet({{path}})
GROUP BY sys_billing_month
ORDER BY billing_month
