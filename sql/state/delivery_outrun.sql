-- delivery_outrun: held deliveries that nobody needs to decide about any more, because ones that were produced later count in
-- all their scopes.
-- $1 now, UTC
UPDATE delivery SET state = 'superseded', superseded_at = $1,
       message = 'a delivery that was produced later counts already; nobody decided about this one'
WHERE state = 'held'
  AND NOT EXISTS (SELECT 1 FROM delivery_scope h
                  WHERE h.delivery_id = delivery.delivery_id
                    AND NOT EXISTS (SELECT 1 FROM delivery_scope o JOIN delivery d ON d.delivery_id = o.delivery_id
                                    WHERE o.state = 'active' AND o.source_id = h.source_id AND o.dataset = h.dataset
                                      AND o.scope_key = h.scope_key AND d.produced_at > delivery.produced_at));
