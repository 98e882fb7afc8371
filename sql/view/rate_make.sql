-- rate_make: a table of rates, kept in memory as long as its data version.
-- {{name}}    name of the table
-- {{select}}  rate_select
CREATE TABLE {{name}} AS
{{select}}
