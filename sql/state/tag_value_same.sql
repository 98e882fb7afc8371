-- tag_value_same: whether this very rule on values counts already.
-- $1 normalised key   $2 value   $3 normalised value
SELECT count(*) FROM tag_value_map
WHERE norm_key = $1 AND raw_value = $2 AND norm_value = $3 AND until_version IS NULL;
