-- tag_key_names: every key of a tag, and what it is called when no rule names it: without case, without blanks around it, every run
-- of blank : / . _ - as one _, none at either end (focus-model.md 10.2).
-- {{tag_value}}  tags of all deliveries
SELECT key, trim(regexp_replace(lower(nfc_normalize(trim(key))), '[ :/._-]+', '_', 'g'), '_') AS norm_key
FROM (SELECT DISTINCT key FROM {{tag_value}} AS tag) AS used
ORDER BY key
