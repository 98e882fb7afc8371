-- custom: a column that FOCUS does not have begins with x_.
-- Since FOCUS 1.0. Source: attribute Column Handling.
-- {{names}}  the columns of the version, quoted
SELECT 0 AS row_no, concat('FOCUS has no column ', name, ' in this version; a column of one''s own begins with x_') AS detail
FROM focus_header
WHERE name NOT IN ({{names}}) AND name NOT LIKE 'x!_%' ESCAPE '!'
