-- scope_replace: what counted until now in the scopes of a delivery that is about to count, unless it was produced later.
-- $1 the new delivery   $2 now, UTC   $3 produced at of the new delivery
UPDATE delivery_scope SET state = 'superseded', superseded_at = $2, superseded_by = $1
WHERE state = 'active' AND delivery_id <> $1
  AND EXISTS (SELECT 1 FROM delivery_scope n
              WHERE n.delivery_id = $1 AND n.state = 'checked' AND n.source_id = delivery_scope.source_id
                AND n.dataset = delivery_scope.dataset AND n.scope_key = delivery_scope.scope_key)
  AND (SELECT produced_at FROM delivery d WHERE d.delivery_id = delivery_scope.delivery_id) <= $3;
