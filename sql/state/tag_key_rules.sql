-- tag_key_rules: which keys of tags are called what, as it counted at a data version; the strongest rule first.
-- $1 data version
-- One rule is there from the beginning, until a person makes one of the same provider and pattern: a label of a Google Cloud project
-- is what the same label of a resource is called, and counts where the resource has none (focus-model.md 10.1).
WITH said AS (
    SELECT provider_name, raw_key_pattern, norm_key, priority
    FROM tag_key_map
    WHERE from_version <= $1 AND (until_version IS NULL OR until_version > $1)
),
rule AS (
    SELECT * FROM said
    UNION ALL
    SELECT 'Google Cloud', 'project/*', '*', -1
    WHERE NOT EXISTS (SELECT 1 FROM said WHERE provider_name = 'Google Cloud' AND raw_key_pattern = 'project/*')
)
SELECT provider_name, raw_key_pattern, norm_key, priority
FROM rule
ORDER BY priority DESC, provider_name = '', length(raw_key_pattern) DESC, raw_key_pattern, provider_name;
