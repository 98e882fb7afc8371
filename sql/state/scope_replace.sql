-- scope_replace: what counted until now in the scopes of a delivery that is about to count, unless it was produced later.
-- Of two that were produced at the same moment the higher execution id wins; without such ids the one that came last.
-- $1 the new delivery   $2 now, UTC
UPDATE delivery_scope SET state = 'superseded', role = 'primary', superseded_at = $2, superseded_by = $1
WHERE state = 'active' AND delivery_id <> $1
  AND EXISTS (SELECT 1 FROM delivery_scope n
              JOIN delivery new ON new.delivery_id = n.delivery_id
              JOIN delivery old ON old.delivery_id = delivery_scope.delivery_id
              WHERE n.delivery_id = $1 AND n.state = 'checked' AND n.source_id = delivery_scope.source_id
                AND n.dataset = delivery_scope.dataset AND n.scope_key = delivery_scope.scope_key
                AND (old.produced_at < new.produced_at
                     OR (old.produced_at = new.produced_at
                         AND (old.execution_id < new.execution_id
                              OR (old.delivery_id < new.delivery_id
                                  AND (old.execution_id IS NULL OR new.execution_id IS NULL
                                       OR old.execution_id = new.execution_id))))));
