-- tag_key_add: a rule on keys that counts from a data version on.
-- $1 provider or ''   $2 pattern   $3 normalised key   $4 priority   $5 data version
INSERT INTO tag_key_map (provider_name, raw_key_pattern, norm_key, priority, from_version)
VALUES ($1, $2, $3, $4, $5);
