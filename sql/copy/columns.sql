-- columns: what columns some rows have.
-- {{from}}  the rows
SELECT * FROM {{from}} AS r LIMIT 0;
