-- fill_table: a table in DuckDB's memory for rows that another engine has, gone with its connection.
-- {{table}}    quoted name of the table
-- {{columns}}  quoted names of the columns, each with its type
CREATE TEMP TABLE {{table}} ({{columns}})
