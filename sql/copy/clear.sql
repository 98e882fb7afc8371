-- clear: what a new schema has in a table gives way to what is copied.
-- {{table}}  the table
DELETE FROM {{table}};
