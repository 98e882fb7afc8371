-- scope_list: the months or days of one delivery.
-- $1 the delivery
SELECT scope_key, scope_start, scope_end, state, charge_count, first_charge_date, last_charge_date,
       activated_at, superseded_at, superseded_by, role
FROM delivery_scope WHERE delivery_id = $1 ORDER BY scope_key;
