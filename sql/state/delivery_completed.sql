-- delivery_completed: earlier arrivals of the same export run that lacked files; this one has them all.
-- $1 the complete delivery
UPDATE delivery SET state = 'superseded', message = 'completed by delivery ' || $1
WHERE state = 'staged'
  AND execution_id = (SELECT execution_id FROM delivery d WHERE d.delivery_id = $1);
