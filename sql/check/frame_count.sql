-- frame_count: how many rows break a rule, and which is the first of them.
-- {{rule}}  SQL of the rule: the rows that break it, as sys_file_no, sys_row_no, detail (row 0: the delivery as a whole)
-- Answers one row: failing_count, sys_file_no, sys_row_no; NULLs when there is none. No detail is made for the many. The first row is
-- that of the lowest number among all rows of the first file; a file has less than 10^12 rows.
WITH broken AS (
{{rule}}
)
SELECT
    CAST(count(*) AS BIGINT) AS failing_count,
    CAST(min(sys_file_no) AS BIGINT) AS sys_file_no,
    min(CAST(sys_file_no AS BIGINT) * 1000000000000 + sys_row_no) % 1000000000000 AS sys_row_no
FROM broken
