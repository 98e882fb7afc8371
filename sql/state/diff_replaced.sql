-- diff_replaced: what a delivery is compared with, scope by scope: what it replaced when it came to count, or, where it does not
-- count, what counts there now. Scopes that replace nothing have no other delivery.
-- $1 the delivery
SELECT n.scope_key, n.scope_start, n.scope_end, o.delivery_id AS old_delivery_id, f.name AS old_source,
       d.produced_at AS old_produced_at
FROM delivery_scope n
LEFT JOIN delivery_scope o ON o.source_id = n.source_id AND o.dataset = n.dataset AND o.scope_key = n.scope_key
     AND o.delivery_id <> n.delivery_id
     AND (o.superseded_by = n.delivery_id
          OR (n.state <> 'active' AND o.state = 'active'
              AND NOT EXISTS (SELECT 1 FROM delivery_scope r
                              WHERE r.source_id = n.source_id AND r.dataset = n.dataset AND r.scope_key = n.scope_key
                                AND r.superseded_by = n.delivery_id)))
LEFT JOIN delivery d ON d.delivery_id = o.delivery_id
LEFT JOIN source f ON f.source_id = o.source_id
WHERE n.delivery_id = $1
ORDER BY n.scope_key, o.delivery_id;
