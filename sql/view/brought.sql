-- brought: the rows of PostgreSQL that were brought to DuckDB to become a file.
SELECT * FROM brought
