-- frame_count: how many rows break a rule, and which is the first of them.
-- {{rule}}  SQL of the rule: the rows that break it, as sys_file_no, sys_row_no, detail (row 0: the delivery as a whole)
-- Answers one row: failing_count, sys_file_no, sys_row_no; NULLs when there is none. No detail is made for the many.
WITH broken AS (
{{rule}}
)
SELECT
    CAST(count(*) AS BIGINT) AS failing_count,
    min((sys_file_no, sys_row_no))[1] AS sys_file_no,
    min((sys_file_no, sys_row_no))[2] AS sys_row_no
FROM broken
