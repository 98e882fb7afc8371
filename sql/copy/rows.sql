-- rows: all rows of a table.
-- {{table}}  the table   {{columns}}  its columns, or *
SELECT {{columns}} FROM {{table}};
