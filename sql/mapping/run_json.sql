-- run_json: the rows of all JSON files, through the scan of ours.
-- {{columns}}  each column under our name, with a comma behind it
SELECT {{columns}} sys_file_no, sys_row_no
FROM raw_json()
