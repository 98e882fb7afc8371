-- delivery_activated: it counts from now on.
-- $1 delivery   $2 now, UTC   $3 state: active, or superseded when a newer one covers all it says   $4 message
UPDATE delivery SET state = $3, message = $4,
       activated_at = CASE WHEN $3 = 'active' THEN $2 END,
       superseded_at = CASE WHEN $3 = 'superseded' THEN $2 END
WHERE delivery_id = $1;
