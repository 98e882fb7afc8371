-- size_bytes: what charges and state take. One row: bytes of the tables of charges, rollups and tags with their indexes, bytes of all
-- other tables of the schema centavo; and the version of the database. With Citus it is what this node holds.
SELECT
    CAST(coalesce(sum(pg_total_relation_size(c.oid))
        FILTER (WHERE c.relname ~ '^(charge|cost_|tag_set|tag_value($|_[0-9]))'), 0) AS BIGINT) AS charge_size,
    CAST(coalesce(sum(pg_total_relation_size(c.oid))
        FILTER (WHERE c.relname !~ '^(charge|cost_|tag_set|tag_value($|_[0-9]))'), 0) AS BIGINT) AS state_size,
    current_setting('server_version') AS version
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'centavo' AND c.relkind IN ('r', 'm');
