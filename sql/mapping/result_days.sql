-- result_days: the days of the charges, for feeds that replace day by day; a charge of a month is a scope of its own.
-- {{path}}  quoted path of the charges
SELECT
    sys_charge_date AS scope_start,
    max(CAST(charge_period_end AS DATE)) AS scope_end,
    CAST(count(*) AS BIGINT) AS charge_count,
    min(sys_charge_date) AS first_charge_date,
    max(sys_charge_date) AS last_charge_date
FROM read_parquet({{path}})
GROUP BY scope_start
ORDER BY scope_start
