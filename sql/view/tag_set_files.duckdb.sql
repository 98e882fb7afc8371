-- tag_set_files: the tag sets of several deliveries, as JSON text.
-- {{files}}  quoted paths
(SELECT tag_set_id, tags FROM read_parquet([{{files}}]))
