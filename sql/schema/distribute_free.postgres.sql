-- distribute_free: the coordinator gives up the rows that it had before its tables were distributed.
SELECT truncate_local_data_after_distributing_table(CAST(c.oid AS REGCLASS))
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'centavo'
JOIN pg_dist_partition p ON p.logicalrelid = c.oid
WHERE c.relkind = 'r' AND pg_relation_size(c.oid) > 0
ORDER BY c.relname
