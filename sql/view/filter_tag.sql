-- filter_tag: the part of a filter that asks for a tag.
-- {{tag_value}}  (tag_set_id, key, value) of the deliveries that are read
-- {{key}}        parameter with the tag's key
-- {{condition}}  what its value must fulfil
-- A charge without tags has no tag_set_id and is never among these.
tag_set_id IN (SELECT tag_set_id FROM {{tag_value}} AS tag WHERE key = {{key}}{{condition}})
