-- guard_column: is a column empty now that was filled in at least half of the charges before?
-- {{old}}  a list of quoted paths of the charges that would be replaced   {{new}}  quoted path of the new charges
-- Read from the statistics of the files, not from their charges.
WITH filled AS (
    SELECT 'old' AS side, path_in_schema AS name, sum(num_values) AS charges, sum(num_values - stats_null_count) AS values_there
    FROM parquet_metadata([{{old}}]) GROUP BY name
    UNION ALL
    SELECT 'new', path_in_schema, sum(num_values), sum(num_values - stats_null_count)
    FROM parquet_metadata({{new}}) GROUP BY path_in_schema
)
SELECT CASE old.name WHEN 'tag_set_id' THEN 'tags' ELSE old.name END
       || ' was filled in ' || CAST(old.values_there AS VARCHAR) || ' of ' || CAST(old.charges AS VARCHAR)
       || ' charges and is empty now' AS detail
FROM filled old JOIN filled new ON new.name = old.name AND new.side = 'new'
WHERE old.side = 'old' AND old.values_there * 2 >= old.charges AND old.values_there > 0
  AND new.values_there = 0 AND new.charges > 0
ORDER BY detail
