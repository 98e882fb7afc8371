-- run_parquet: the rows of one Parquet file, every value as text.
-- {{columns}}  each column under our name, with a comma behind it
-- {{file_no}}  number of the file in the delivery
-- {{path}}     quoted path
SELECT {{columns}} CAST({{file_no}} AS BIGINT) AS sys_file_no, file_row_number + 1 AS sys_row_no
FROM read_parquet({{path}}, file_row_number = true)
