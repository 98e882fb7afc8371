-- filter_norm_tag: the part of a filter that asks for a normalised tag.
-- {{tag_value}}  norm_tag
-- {{group}}      the group of a charge's provider
-- {{key}}        parameter with the normalised key
-- {{condition}}  what its value must fulfil
-- A charge without tags has no tag_set_id and is never among these. The tags are found before the charges are read: Citus takes
-- no outer join, which norm_tag has, inside a condition on charges.
({{group}}, tag_set_id) IN (
    WITH named_tag AS MATERIALIZED (
        SELECT provider_group, tag_set_id FROM {{tag_value}} AS tag WHERE key = {{key}}{{condition}}
    )
    SELECT provider_group, tag_set_id FROM named_tag
)
