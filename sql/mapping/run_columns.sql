-- run_columns: the columns that a charge step gives.
-- {{charge}}  the step
SELECT column_name
FROM (DESCRIBE {{charge}})
