-- parquet_file: a FOCUS file in Parquet.
-- {{path}}  quoted path
read_parquet({{path}})
