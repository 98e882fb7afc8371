-- delivery_settle: what became of a delivery.
-- $1 delivery   $2 state   $3 message   $4 the delivery it repeats, or NULL
UPDATE delivery SET state = $2, message = $3, duplicate_of = $4 WHERE delivery_id = $1;
