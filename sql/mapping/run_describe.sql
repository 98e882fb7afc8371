-- run_describe: columns and types of a Parquet file.
-- {{path}}  quoted path
SELECT column_name, column_type
FROM (DESCRIBE SELECT * FROM read_parquet({{path}}))
