-- frame: how many rows break a rule, and the first of them.
-- {{rule}}  SQL of the rule: the rows that break it, as sys_file_no, sys_row_no, detail (row 0: the delivery as a whole)
-- Answers one row: failing_count, sys_file_no, sys_row_no, detail of the first; NULLs when there is none.
WITH broken AS (
{{rule}}
)
SELECT
    count(*) AS failing_count,
    arg_min(sys_file_no, (sys_file_no, sys_row_no)) AS sys_file_no,
    arg_min(sys_row_no, (sys_file_no, sys_row_no)) AS sys_row_no,
    arg_min(detail, (sys_file_no, sys_row_no)) AS detail
FROM broken
