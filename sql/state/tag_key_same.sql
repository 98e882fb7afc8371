-- tag_key_same: whether this very rule on keys counts already.
-- $1 provider or ''   $2 pattern   $3 normalised key   $4 priority
SELECT count(*) FROM tag_key_map
WHERE provider_name = $1 AND raw_key_pattern = $2 AND norm_key = $3 AND priority = $4 AND until_version IS NULL;
