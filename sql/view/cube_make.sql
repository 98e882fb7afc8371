-- cube_make: a rollup with only the columns that some question asks for, kept in memory for as long as the data version is
-- the current one. Its sums are exact: a rest is far below 1e-6, so a million of them still fit.
-- {{name}}    name of the cube
-- {{select}}  cube_select
CREATE TABLE {{name}} AS
{{select}}
