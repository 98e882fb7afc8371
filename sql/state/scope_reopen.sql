-- scope_reopen: held scopes of a delivery that a person accepts.
-- $1 the delivery
UPDATE delivery_scope SET state = 'checked' WHERE delivery_id = $1 AND state IN ('held', 'superseded');
