-- frame_detail: what is wrong with the first row that breaks a rule.
-- {{rule}}  SQL of the rule, as in frame_count
-- $1 sys_file_no   $2 sys_row_no
WITH broken AS (
{{rule}}
)
SELECT detail FROM broken WHERE sys_file_no = $1 AND sys_row_no = $2 LIMIT 1
