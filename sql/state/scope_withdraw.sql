-- scope_withdraw: scopes of a delivery that a person rejects do not count any more.
-- $1 the delivery   $2 now, UTC
UPDATE delivery_scope SET state = 'superseded', role = 'primary', superseded_at = $2, superseded_by = NULL
WHERE delivery_id = $1 AND state = 'active';
