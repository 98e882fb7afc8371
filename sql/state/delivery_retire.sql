-- delivery_retire: deliveries of which nothing counts any more.
-- $1 now, UTC
UPDATE delivery SET state = 'superseded', superseded_at = $1
WHERE state = 'active'
  AND NOT EXISTS (SELECT 1 FROM delivery_scope s WHERE s.delivery_id = delivery.delivery_id AND s.state = 'active');
