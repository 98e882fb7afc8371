-- scope_hold: nothing of a delivery counts before a person has decided.
-- $1 the delivery
UPDATE delivery_scope SET state = 'held' WHERE delivery_id = $1 AND state = 'checked';
