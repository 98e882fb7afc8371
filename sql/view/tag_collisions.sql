-- tag_collisions: keys of tags that are called the same once normalised, by provider; the one that counts first stands first.
-- {{from}}, {{count}}  a relation with tag_set_id, and its number of charges
-- {{tag_value}}  the tags of the same deliveries, where a set may occur several times
-- {{keys}}, {{values}}  the tables of norm_make
-- {{group}}      the group of a provider
-- {{feed}}       number of the feed, where each is looked at by itself; else 0
-- {{sources}}    the join that gives it, or nothing
-- {{shown}}      the same as a column of the answer, or nothing
-- {{date}}, {{start}}, {{end}}, {{filter}}  which charges count
-- Only keys that share their normalised name with another one of the same provider. A conflict is a charge that has several of these
-- keys with different values, after values have been renamed; spellings of a key on different charges are none. A key without a
-- value says nothing, and so conflicts with nothing.
WITH used AS (
    SELECT coalesce(provider_name, '') AS provider_name, {{group}} AS provider_group, tag_set_id, {{feed}} AS feed,
        {{count}} AS charge_count
    FROM {{from}} AS fact{{sources}}
    WHERE tag_set_id IS NOT NULL AND {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
    GROUP BY 1, 2, 3, 4
),
-- Most keys are called like no other one; what they say need not be read.
shared AS (
    SELECT provider_group, raw_key, norm_key, place
    FROM (
        SELECT *, count(*) OVER (PARTITION BY provider_group, norm_key) AS key_count FROM {{keys}} AS every_key
    ) AS counted
    WHERE key_count > 1
),
pair AS (
    SELECT DISTINCT tag_set_id, key, value FROM {{tag_value}} AS tag WHERE key IN (SELECT raw_key FROM shared)
),
named AS (
    SELECT
        used.feed AS feed, used.provider_name AS provider_name, used.tag_set_id AS tag_set_id, used.charge_count AS charge_count,
        key_rule.norm_key AS norm_key, key_rule.place AS place, pair.key AS key, pair.value AS value,
        nullif(coalesce(value_rule.norm_value, pair.value), '') AS norm_value
    FROM pair
    JOIN used ON used.tag_set_id = pair.tag_set_id
    JOIN shared AS key_rule ON key_rule.raw_key = pair.key AND key_rule.provider_group = used.provider_group
    LEFT JOIN {{values}} AS value_rule
        ON value_rule.norm_key = key_rule.norm_key AND value_rule.raw_value = pair.value
),
conflict AS (
    SELECT feed, provider_name, tag_set_id, norm_key
    FROM named
    GROUP BY feed, provider_name, tag_set_id, norm_key
    HAVING count(DISTINCT norm_value) > 1
),
key_use AS (
    SELECT
        named.feed AS feed, named.provider_name AS provider_name, named.norm_key AS norm_key, named.key AS key, named.place AS place,
        CAST(sum(named.charge_count) AS BIGINT) AS charge_count,
        count(DISTINCT named.value) AS value_count,
        CAST(coalesce(sum(CASE WHEN conflict.tag_set_id IS NOT NULL AND named.norm_value IS NOT NULL THEN named.charge_count END), 0)
            AS BIGINT) AS conflict_count
    FROM named
    LEFT JOIN conflict
        ON conflict.feed = named.feed AND conflict.provider_name = named.provider_name AND conflict.tag_set_id = named.tag_set_id
        AND conflict.norm_key = named.norm_key
    GROUP BY named.feed, named.provider_name, named.norm_key, named.key, named.place
),
together AS (
    SELECT *, count(*) OVER (PARTITION BY feed, provider_name, norm_key) AS key_count FROM key_use
)
SELECT norm_key, nullif(provider_name, '') AS provider_name, key, charge_count, value_count, conflict_count{{shown}}
FROM together
WHERE key_count > 1
ORDER BY feed, norm_key COLLATE "C", provider_name NULLS FIRST, place, key
