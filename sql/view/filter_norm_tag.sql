-- filter_norm_tag: the part of a filter that asks for a normalised tag.
-- {{tag_value}}  norm_tag
-- {{key}}        parameter with the normalised key
-- {{condition}}  what its value must fulfil
-- A charge without tags has no tag_set_id and is never among these.
(coalesce(provider_name, ''), tag_set_id) IN (SELECT (provider_name, tag_set_id) FROM {{tag_value}} WHERE key = {{key}}{{condition}})
