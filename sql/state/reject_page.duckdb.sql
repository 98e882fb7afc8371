-- reject_page: rows of a delivery that could not be mapped, from some place on.
-- $1 path of its reject.csv   $2 rows before   $3 rows that are shown
SELECT CAST(file_no AS BIGINT) AS file_no, CAST(row_no AS BIGINT) AS row_no, "column", coalesce(reason, '') AS reason
FROM read_csv($1, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
ORDER BY file_no, row_no, "column", reason
LIMIT $3 OFFSET $2;
