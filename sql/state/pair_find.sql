-- pair_find: the other half of a pair: the latest produced delivery of the same feed and the same months that brought it. None
-- when this half is older than one that came before; then it is not the one to be composed. What breaks a rule that nobody can
-- accept, or was rejected, is no half; but one that did not fit the other half it found (AZURE-PAIR) waits for this one.
-- $1 source   $2 the other half, actual or amortized   $3 this half   $4 when this half was produced
-- $5 first scope   $6 last scope   $7 how many scopes   $8 this delivery
WITH candidate AS (
    SELECT d.delivery_id, d.kind, f.kind AS file_kind, max(coalesce(f.produced_at, d.produced_at)) AS produced_at
    FROM delivery d
    JOIN source s ON s.source_id = d.source_id
    JOIN delivery_file f ON f.delivery_id = d.delivery_id
    WHERE s.name = $1 AND d.delivery_id <> $8 AND d.state IN ('active', 'superseded', 'held')
      AND f.from_delivery_id IS NULL AND f.kind IN ($2, $3)
      AND NOT (d.state = 'held'
               AND EXISTS (SELECT 1 FROM delivery_check k
                           WHERE k.delivery_id = d.delivery_id AND k.outcome = 'failed' AND k.is_acceptable = 0)
               AND NOT EXISTS (SELECT 1 FROM delivery_check k
                               WHERE k.delivery_id = d.delivery_id AND k.outcome = 'failed' AND k.rule = 'AZURE-PAIR'))
      AND (SELECT min(c.scope_key) FROM delivery_scope c WHERE c.delivery_id = d.delivery_id) = $5
      AND (SELECT max(c.scope_key) FROM delivery_scope c WHERE c.delivery_id = d.delivery_id) = $6
      AND (SELECT count(*) FROM delivery_scope c WHERE c.delivery_id = d.delivery_id) = $7
    GROUP BY d.delivery_id, d.kind, f.kind
)
SELECT c.delivery_id, c.kind, c.produced_at
FROM candidate c
WHERE c.file_kind = $2
  AND NOT EXISTS (SELECT 1 FROM candidate o WHERE o.file_kind = $3 AND o.produced_at > $4)
ORDER BY c.produced_at DESC, c.delivery_id DESC
LIMIT 1;
