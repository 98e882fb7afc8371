-- scope_outdated: scopes of a delivery that a later produced one had already replaced when it arrived.
-- $1 the delivery   $2 now, UTC
UPDATE delivery_scope SET state = 'superseded', superseded_at = $2,
       superseded_by = (SELECT o.delivery_id FROM delivery_scope o
                        WHERE o.state = 'active' AND o.source_id = delivery_scope.source_id
                          AND o.dataset = delivery_scope.dataset AND o.scope_key = delivery_scope.scope_key)
WHERE delivery_id = $1 AND state = 'checked';
