-- delivery_interrupted: runs that ended half-way (the process was killed); nothing of them ever counted.
-- $1 delivery   $2 message
UPDATE delivery SET state = 'rejected', message = $2 WHERE delivery_id = $1 AND state IN ('discovered', 'checked');
