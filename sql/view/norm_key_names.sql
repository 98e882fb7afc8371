-- norm_key_names: what the keys of tags are called, by every group of providers together.
-- {{keys}}  the table of norm_make, or its rows
SELECT DISTINCT norm_key FROM {{keys}} AS key_rule WHERE norm_key IS NOT NULL ORDER BY norm_key
