-- tag_value_close: a rule on values counts until before a data version.
-- $1 normalised key   $2 value   $3 data version
UPDATE tag_value_map SET until_version = $3
WHERE norm_key = $1 AND raw_value = $2 AND until_version IS NULL;
