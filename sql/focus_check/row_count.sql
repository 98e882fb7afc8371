-- row_count: how many rows the file has.
SELECT count(*) FROM focus
