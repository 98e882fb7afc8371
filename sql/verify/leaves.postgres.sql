-- leaves: where the tables of charges and the catalogue disagree: what counts is in the table charge, and nothing else is; every
-- delivery that has charges has them here.
WITH partition AS (
    SELECT CAST(c.relname AS TEXT) AS name
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = CAST('charge' AS REGCLASS)
)
SELECT concat('delivery ', l.delivery_id, ': its charges of ', to_char(l.billing_month, 'YYYY-MM'),
              CASE WHEN l.is_due THEN ' count but are not in the table charge' ELSE ' do not count but are in the table charge' END)
           AS detail
FROM charge_leaf_due l
LEFT JOIN partition p ON p.name = leaf_name(l.delivery_id, l.billing_month)
WHERE l.is_due <> (p.name IS NOT NULL) OR l.is_due <> l.is_attached
UNION ALL
SELECT concat('the table charge has ', p.name, ', which no delivery has')
FROM partition p
WHERE NOT EXISTS (SELECT 1 FROM charge_leaf l WHERE leaf_name(l.delivery_id, l.billing_month) = p.name)
UNION ALL
SELECT concat('delivery ', d.delivery_id, ': ', coalesce(sum(l.charge_count), 0), ' charges are in the database, but the catalogue says ',
              d.charge_count)
FROM delivery d LEFT JOIN charge_leaf l ON l.delivery_id = d.delivery_id
WHERE d.state IN ('active', 'superseded', 'held')
GROUP BY d.delivery_id
HAVING coalesce(sum(l.charge_count), 0) <> d.charge_count
    OR NOT EXISTS (SELECT 1 FROM charge_delivery k WHERE k.delivery_id = d.delivery_id)
ORDER BY detail;
