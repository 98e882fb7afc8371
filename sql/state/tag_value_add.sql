-- tag_value_add: a rule on values that counts from a data version on.
-- $1 normalised key   $2 value   $3 normalised value   $4 data version
INSERT INTO tag_value_map (norm_key, raw_value, norm_value, from_version) VALUES ($1, $2, $3, $4);
