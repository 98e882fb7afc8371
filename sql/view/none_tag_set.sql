-- none_tag_set: no tag sets at all.
CREATE TABLE none_tag_set (tag_set_id BIGINT, tags VARCHAR)
