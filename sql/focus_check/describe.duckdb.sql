-- describe: the columns of the file, with their types.
-- {{file}}  the file
SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {{file}})
