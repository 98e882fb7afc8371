-- scope_restore: where nothing counts any more since a delivery was rejected, the latest produced one that counted or would
-- have counted before does again; not one that was made with a half of a pair that was rejected, nor
-- an earlier mapping of the rejected bytes themselves.
-- $1 the rejected delivery   $2 now, UTC
UPDATE delivery_scope SET state = 'active', activated_at = $2, superseded_at = NULL, superseded_by = NULL
WHERE state = 'superseded'
  AND EXISTS (SELECT 1 FROM delivery_scope r
              WHERE r.delivery_id = $1 AND r.superseded_at = $2 AND r.source_id = delivery_scope.source_id
                AND r.dataset = delivery_scope.dataset AND r.scope_key = delivery_scope.scope_key)
  AND delivery_id = (SELECT c.delivery_id FROM delivery_scope c JOIN delivery d ON d.delivery_id = c.delivery_id
                     WHERE c.source_id = delivery_scope.source_id AND c.dataset = delivery_scope.dataset
                       AND c.scope_key = delivery_scope.scope_key AND c.state = 'superseded'
                       AND d.state IN ('active', 'superseded')
                       AND NOT EXISTS (SELECT 1 FROM delivery_file f JOIN delivery o ON o.delivery_id = f.from_delivery_id
                                       WHERE f.delivery_id = c.delivery_id AND o.state = 'rejected')
                       AND NOT EXISTS (SELECT 1 FROM delivery r
                                       WHERE r.delivery_id = $1 AND r.content_hash = d.content_hash
                                         AND r.produced_at = d.produced_at)
                     ORDER BY d.produced_at DESC, coalesce(d.execution_id, '') DESC, d.delivery_id DESC
                     LIMIT 1);
