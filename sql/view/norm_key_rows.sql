-- norm_key_rows: some rows of the table of keys.
-- {{rows}}  (group of providers, key, what it is called, the part of the key that * stood for or NULL, place), quoted
-- A * in what a key is called becomes that part, spelled as keys are that no rule names (tag_key_names).
SELECT
    provider_group,
    raw_key,
    CASE WHEN part IS NULL THEN norm_key ELSE replace(norm_key, '*', usual_key(part)) END AS norm_key,
    place
FROM (VALUES {{rows}}) AS named(provider_group, raw_key, norm_key, part, place)
