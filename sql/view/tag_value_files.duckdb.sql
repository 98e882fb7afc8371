-- tag_value_files: the tags of several deliveries' charges. The same set of tags has the same id in all of them.
-- {{files}}  quoted paths
(SELECT tag_set_id, key, value FROM read_parquet([{{files}}]))
