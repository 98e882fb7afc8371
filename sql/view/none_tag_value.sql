-- none_tag_value: no tags at all.
CREATE TABLE none_tag_value (tag_set_id BIGINT, key VARCHAR, value VARCHAR)
