-- reject_sample: the first rows of a delivery that could not be mapped.
-- $1 path of its reject.csv
SELECT CAST(file_no AS BIGINT) AS file_no, CAST(row_no AS BIGINT) AS row_no, "column", reason
FROM read_csv($1, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')
ORDER BY file_no, row_no, "column"
LIMIT 50;
