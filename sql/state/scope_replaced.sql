-- scope_replaced: what a delivery would replace if it counted: its scopes with the delivery that counts in each now, unless that
-- one was produced later. Deliveries that persons rejected or that never counted stand for nothing.
-- $1 the delivery
SELECT n.scope_key, n.scope_start, n.scope_end, old.delivery_id AS old_delivery_id
FROM delivery_scope n
JOIN delivery new ON new.delivery_id = n.delivery_id
JOIN delivery_scope o ON o.state = 'active' AND o.source_id = n.source_id AND o.dataset = n.dataset AND o.scope_key = n.scope_key
JOIN delivery old ON old.delivery_id = o.delivery_id
WHERE n.delivery_id = $1 AND o.delivery_id <> $1
  AND (old.produced_at < new.produced_at
       OR (old.produced_at = new.produced_at
           AND (old.execution_id < new.execution_id
                OR (old.delivery_id < new.delivery_id
                    AND (old.execution_id IS NULL OR new.execution_id IS NULL OR old.execution_id = new.execution_id)))))
ORDER BY n.scope_key;
