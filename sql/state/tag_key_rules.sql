-- tag_key_rules: which keys of tags are called what, as it counted at a data version; the strongest rule first.
-- $1 data version
SELECT provider_name, raw_key_pattern, norm_key, priority
FROM tag_key_map
WHERE from_version <= $1 AND (until_version IS NULL OR until_version > $1)
ORDER BY priority DESC, provider_name = '', length(raw_key_pattern) DESC, raw_key_pattern;
