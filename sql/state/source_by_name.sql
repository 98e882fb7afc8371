-- source_by_name: one configured feed.
-- $1 its name
SELECT source_id, name, format, layout FROM source WHERE name = $1;
