-- load_tag: what is loaded into tag_set or tag_value.
-- {{path}}  quoted path of the file   $1 delivery
SELECT CAST($1 AS BIGINT) AS sys_delivery_id, *
FROM read_parquet({{path}})
