-- norm_fill: some rows of one of these tables.
-- {{table}}  its name   {{select}}  norm_key_rows or norm_value_rows
INSERT INTO {{table}}
{{select}}
