-- delivery_interrupted: a run that ended half-way, because it failed or its process was killed; nothing of it ever counted.
-- $1 delivery   $2 message
-- One that counts, or is held, stays what it is: then the run did end.
UPDATE delivery SET state = 'rejected', message = $2 WHERE delivery_id = $1 AND state IN ('discovered', 'checked');
