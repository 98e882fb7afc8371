-- delivery_expired: deliveries that waited too long for their missing files.
-- $1 those that arrived before this moment, UTC   $2 the message
UPDATE delivery SET state = 'rejected', message = $2 WHERE state = 'staged' AND arrived_at < $1;
