-- result_totals: what was stored, per currency.
-- {{path}}  quoted path of the charges
SELECT
    billing_currency,
    CAST(sum(billed_cost) AS DECIMAL(38,12)) AS billed,
    CAST(sum(effective_cost) AS DECIMAL(38,12)) AS effective,
    CAST(sum(list_cost) AS DECIMAL(38,12)) AS list,
    CAST(sum(contracted_cost) AS DECIMAL(38,12)) AS contracted,
    CAST(count(*) AS BIGINT) AS charge_count,
    CAST(count(*) FILTER (WHERE sys_part_no = 1) AS BIGINT) AS mapped_count
FROM read_parquet({{path}})
GROUP BY billing_currency
ORDER BY billing_currency
