-- tag_value_rules: which values of a key are called what, as it counted at a data version.
-- $1 data version
SELECT norm_key, raw_value, norm_value
FROM tag_value_map
WHERE from_version <= $1 AND (until_version IS NULL OR until_version > $1)
ORDER BY norm_key, raw_value;
