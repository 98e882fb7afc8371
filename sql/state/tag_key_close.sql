-- tag_key_close: a rule on keys counts until before a data version.
-- $1 provider or ''   $2 pattern   $3 data version
UPDATE tag_key_map SET until_version = $3
WHERE provider_name = $1 AND raw_key_pattern = $2 AND until_version IS NULL;
