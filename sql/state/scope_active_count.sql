-- scope_active_count: how many scopes of a delivery count now.
-- $1 the delivery
SELECT count(*) FROM delivery_scope WHERE delivery_id = $1 AND state = 'active';
