-- tag_key_names: every key of a tag, and what it is called when no rule names it (focus-model.md 10.2).
-- {{tag_value}}  tags of all deliveries
SELECT key, usual_key(key) AS norm_key
FROM (SELECT DISTINCT key FROM {{tag_value}} AS tag) AS used
ORDER BY key
