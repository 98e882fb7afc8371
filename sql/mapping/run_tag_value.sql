-- run_tag_value: the keys and values of those sets.
-- {{path}}  quoted path of the file
COPY (
    SELECT CAST(tag_set_id AS BIGINT) AS tag_set_id, key, value
    FROM tag_value_scan()
    ORDER BY tag_set_id, key
) TO {{path}} (FORMAT parquet, COMPRESSION zstd)
