-- load_charge: what is loaded into a leaf.
-- {{path}}  quoted path of charge.parquet   $1 its source   $2 billing month of the leaf
SELECT *, CAST($1 AS BIGINT) AS sys_source_id
FROM read_parquet({{path}})
WHERE sys_billing_month = CAST($2 AS DATE)
