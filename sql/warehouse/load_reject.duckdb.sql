-- load_reject: the rows that could not be mapped.
-- {{path}}  quoted path of reject.csv   $1 delivery
SELECT CAST($1 AS BIGINT) AS sys_delivery_id, CAST(file_no AS BIGINT) AS file_no, CAST(row_no AS BIGINT) AS row_no, "column",
       coalesce(reason, '') AS reason
FROM read_csv({{path}}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
