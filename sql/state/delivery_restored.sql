-- delivery_restored: deliveries of which something counts again.
-- $1 the message
UPDATE delivery SET state = 'active', superseded_at = NULL, message = $1
WHERE state = 'superseded'
  AND EXISTS (SELECT 1 FROM delivery_scope s WHERE s.delivery_id = delivery.delivery_id AND s.state = 'active');
