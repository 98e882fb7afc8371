-- delivery_reheld: held deliveries that nobody needed to decide about, because one that was produced later counted; now that that
-- one is rejected, a person decides again.
-- $1 the rejected delivery
UPDATE delivery SET state = 'held', superseded_at = NULL,
       message = 'held again: delivery ' || $1 || ', which was produced later, is rejected (`centavo deliveries ' || delivery_id
                 || '` shows all findings)'
WHERE state = 'superseded' AND activated_at IS NULL
  AND source_id = (SELECT r.source_id FROM delivery r WHERE r.delivery_id = $1)
  AND EXISTS (SELECT 1 FROM delivery_scope h
              WHERE h.delivery_id = delivery.delivery_id AND h.state = 'held'
                AND NOT EXISTS (SELECT 1 FROM delivery_scope o JOIN delivery d ON d.delivery_id = o.delivery_id
                                WHERE o.state = 'active' AND o.source_id = h.source_id AND o.dataset = h.dataset
                                  AND o.scope_key = h.scope_key AND d.produced_at > delivery.produced_at));
