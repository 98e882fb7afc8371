-- load: the file as a table that the rules are asked about: every column of FOCUS as text, by its FOCUS name.
-- {{file}}  the file   {{columns}}  the columns, NULL where the file has none
CREATE TEMP TABLE focus AS
SELECT row_number() OVER () AS row_no, {{columns}}
FROM {{file}}
