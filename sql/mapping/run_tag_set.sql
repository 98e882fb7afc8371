-- run_tag_set: the distinct tag sets of the delivery.
-- {{path}}  quoted path of the file
COPY (
    SELECT CAST(tag_set_id AS BIGINT) AS tag_set_id, tags
    FROM tag_set_scan()
    ORDER BY tag_set_id
) TO {{path}} (FORMAT parquet, COMPRESSION zstd)
