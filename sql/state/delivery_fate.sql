-- delivery_fate: what became of a delivery.
-- $1 the delivery
SELECT state, message FROM delivery WHERE delivery_id = $1;
