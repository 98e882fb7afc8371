-- distribute_state: how many workers the cluster has, and how many tables of ours are on them.
SELECT
    (SELECT count(*) FROM pg_dist_node w WHERE w.isactive AND w.noderole = 'primary' AND w.groupid <> 0) AS worker_count,
    (SELECT count(*) FROM pg_dist_partition p
     JOIN pg_class c ON c.oid = p.logicalrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'centavo') AS table_count
