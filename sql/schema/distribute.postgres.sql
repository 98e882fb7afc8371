-- distribute: charges and rollups over the nodes of a Citus cluster, tags to every node. What is so already is left as it is.
-- By the number of a row: it is never NULL and spreads evenly, where the largest account of a bill may have a quarter of its charges.
-- State stays on the coordinator, where Citus joins it with the rest. Functions come first: once Citus has worked on several
-- nodes at once in a transaction it makes none.

-- New leaves are distributed while they are empty, so that activating them moves no rows.
CREATE OR REPLACE FUNCTION place_leaf(leaf REGCLASS) RETURNS BOOLEAN LANGUAGE sql AS $$
    SELECT create_distributed_table(leaf, 'sys_row_no', colocate_with => 'charge_form');
    SELECT false
$$;

-- Functions that stand inside questions; Citus copies those by itself that are made from here on.
SELECT create_distributed_function(CAST(f.oid AS REGPROCEDURE))
FROM pg_proc f
JOIN pg_namespace n ON n.oid = f.pronamespace AND n.nspname = 'centavo'
WHERE f.provolatile = 'i'
  AND NOT EXISTS (SELECT 1 FROM pg_dist_object o WHERE o.classid = CAST('pg_proc' AS REGCLASS) AND o.objid = f.oid)
ORDER BY f.oid;

-- The first table decides on which node the rows of all others are.
SELECT create_distributed_table('charge_form', 'sys_row_no', colocate_with => 'none')
WHERE NOT EXISTS (SELECT 1 FROM pg_dist_partition p WHERE p.logicalrelid = CAST('charge_form' AS REGCLASS));

-- With charge go the leaves that are attached to it.
SELECT create_distributed_table(CAST(c.oid AS REGCLASS), 'sys_row_no', colocate_with => 'charge_form')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'centavo'
WHERE c.relname IN ('charge', 'cost_daily', 'cost_monthly', 'cost_overview')
  AND NOT EXISTS (SELECT 1 FROM pg_dist_partition p WHERE p.logicalrelid = c.oid)
ORDER BY c.relname;

SELECT place_leaf(CAST(leaf_name(l.delivery_id, l.billing_month) AS REGCLASS))
FROM charge_leaf l
WHERE NOT EXISTS (SELECT 1 FROM pg_dist_partition p
                  WHERE p.logicalrelid = CAST(leaf_name(l.delivery_id, l.billing_month) AS REGCLASS))
ORDER BY l.delivery_id, l.billing_month;

SELECT create_reference_table(CAST(c.oid AS REGCLASS))
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'centavo'
WHERE c.relname IN ('tag_set', 'tag_value')
  AND NOT EXISTS (SELECT 1 FROM pg_dist_partition p WHERE p.logicalrelid = c.oid)
ORDER BY c.relname;
