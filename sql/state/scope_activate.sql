-- scope_activate: the scopes of a delivery count from now on, except where a delivery that was produced later counts already.
-- $1 the delivery   $2 now, UTC
UPDATE delivery_scope SET state = 'active', activated_at = $2, superseded_at = NULL, superseded_by = NULL
WHERE delivery_id = $1 AND state = 'checked'
  AND NOT EXISTS (SELECT 1 FROM delivery_scope o
                  WHERE o.state = 'active' AND o.source_id = delivery_scope.source_id
                    AND o.dataset = delivery_scope.dataset AND o.scope_key = delivery_scope.scope_key);
