-- load_fill: in how many charges each column has a value, from the statistics of the file.
-- {{path}}  quoted path of charge.parquet   $1 delivery
SELECT CAST($1 AS BIGINT) AS sys_delivery_id, path_in_schema AS name, CAST(sum(num_values) AS BIGINT) AS charge_count,
       CAST(sum(num_values - stats_null_count) AS BIGINT) AS filled_count
FROM parquet_metadata({{path}})
GROUP BY path_in_schema
ORDER BY path_in_schema
