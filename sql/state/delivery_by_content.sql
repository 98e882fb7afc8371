-- delivery_by_content: the delivery that brought the same bytes before and was understood then, newest first; one that a person
-- rejected is known too. Whether it wholly counts, and when it was produced.
-- $1 content hash   $2 the delivery that asks
SELECT d.delivery_id, d.state, d.produced_at,
       NOT EXISTS (SELECT 1 FROM delivery_scope s WHERE s.delivery_id = d.delivery_id AND s.state <> 'active') AS is_whole,
       d.message
FROM delivery d
WHERE d.content_hash = $1 AND d.delivery_id <> $2
  AND (d.state IN ('active', 'superseded', 'held')
       OR (d.state = 'rejected' AND EXISTS (SELECT 1 FROM delivery_decision c WHERE c.delivery_id = d.delivery_id)))
ORDER BY d.delivery_id DESC;
