-- guard_column: is a column empty now that was filled in at least half of the charges before?
-- {{old}}  in how many of the charges that would be replaced a column has a value (column_fill)   {{new}}  the same of the new ones
WITH old AS (
    SELECT name, sum(charge_count) AS charge_count, sum(filled_count) AS filled_count FROM {{old}} AS fill GROUP BY name
),
new AS (
    SELECT name, sum(charge_count) AS charge_count, sum(filled_count) AS filled_count FROM {{new}} AS fill GROUP BY name
)
SELECT CASE old.name WHEN 'tag_set_id' THEN 'tags' ELSE old.name END
       || ' was filled in ' || CAST(old.filled_count AS VARCHAR) || ' of ' || CAST(old.charge_count AS VARCHAR)
       || ' charges and is empty now' AS detail
FROM old JOIN new ON new.name = old.name
WHERE old.filled_count * 2 >= old.charge_count AND old.filled_count > 0
  AND new.filled_count = 0 AND new.charge_count > 0
ORDER BY detail
