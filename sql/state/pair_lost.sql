-- pair_lost: would a delivery with one half of a pair replace one that has both, in files of their own; or was it made with a
-- half that waits for a person's decision? (A half that waited for this one, AZURE-PAIR, waits no more.)
-- $1 the delivery
SELECT n.scope_key || ' counts from a pair of actual and amortized costs (delivery ' || old.delivery_id
       || '), and this is only the ' || new.kind || ' half; ingest both with --together' AS detail
FROM delivery_scope n
JOIN delivery new ON new.delivery_id = n.delivery_id
JOIN delivery_scope o ON o.state = 'active' AND o.source_id = n.source_id AND o.dataset = n.dataset AND o.scope_key = n.scope_key
JOIN delivery old ON old.delivery_id = o.delivery_id
WHERE n.delivery_id = $1 AND new.kind IN ('actual', 'amortized') AND old.kind = 'both'
  AND old.produced_at <= new.produced_at
  AND (SELECT count(*) FROM delivery_file f WHERE f.delivery_id = old.delivery_id) > 1
UNION
SELECT 'its ' || f.kind || ' half came with delivery ' || d.delivery_id || ', which is held' AS detail
FROM delivery_file f
JOIN delivery d ON d.delivery_id = f.from_delivery_id
WHERE f.delivery_id = $1 AND d.state = 'held'
  AND NOT EXISTS (SELECT 1 FROM delivery_check k
                  WHERE k.delivery_id = d.delivery_id AND k.outcome = 'failed' AND k.rule = 'AZURE-PAIR')
ORDER BY detail;
