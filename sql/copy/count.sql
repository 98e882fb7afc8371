-- count: how many rows a table has.
-- {{table}}  the table
SELECT count(*) FROM {{table}};
