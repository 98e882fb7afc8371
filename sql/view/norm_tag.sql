-- norm_tag: the tags of each group of providers under their normalised keys. Of several keys that are called the same, the first that has
-- a value counts.
-- {{tag_value}}  (tag_set_id, key, value), where a set may occur several times
-- {{keys}}, {{values}}  the tables of norm_make
(
    SELECT provider_group, tag_set_id, key, value
    FROM (
        SELECT
            key_rule.provider_group AS provider_group,
            tag.tag_set_id AS tag_set_id,
            key_rule.norm_key AS key,
            coalesce(value_rule.norm_value, tag.value) AS value,
            row_number() OVER (
                PARTITION BY key_rule.provider_group, tag.tag_set_id, key_rule.norm_key
                ORDER BY key_rule.place, tag.value
            ) AS place
        FROM {{tag_value}} AS tag
        JOIN {{keys}} AS key_rule ON key_rule.raw_key = tag.key
        LEFT JOIN {{values}} AS value_rule
            ON value_rule.norm_key = key_rule.norm_key AND value_rule.raw_value = tag.value
        WHERE tag.value <> ''
    ) AS named
    WHERE place = 1
)
