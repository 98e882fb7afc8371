-- tag_keys: which tags there are, on how many charges, with how many values.
-- {{from}}, {{count}}  a relation with tag_set_id, and its number of charges
-- {{tag_value}}  the tags of the same deliveries, where a set may occur several times
-- {{search}}     condition on the key
-- {{limit}}      keys that are shown
WITH used AS (
    SELECT tag_set_id, {{count}} AS charge_count FROM {{from}} AS fact WHERE tag_set_id IS NOT NULL GROUP BY tag_set_id
),
pair AS (
    SELECT DISTINCT tag_set_id, key, value FROM {{tag_value}} AS tag
)
SELECT
    pair.key AS key,
    CAST(sum(used.charge_count) AS BIGINT) AS charge_count,
    count(DISTINCT pair.value) AS value_count
FROM pair
JOIN used ON used.tag_set_id = pair.tag_set_id
WHERE {{search}}
GROUP BY pair.key
ORDER BY charge_count DESC, key
LIMIT {{limit}}
