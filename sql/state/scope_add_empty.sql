-- scope_add_empty: months that a counting version of an object has and its new version has not: they become empty.
-- $1 the new delivery   $2 source   $3 dataset   $4 name of the object   $5 state
INSERT INTO delivery_scope (delivery_id, source_id, dataset, scope_key, scope_start, scope_end, state, charge_count)
SELECT $1, o.source_id, o.dataset, o.scope_key, o.scope_start, o.scope_end, $5, 0
FROM delivery_scope o
WHERE o.source_id = $2 AND o.dataset = $3 AND o.state = 'active' AND substr(o.scope_key, 9) = $4
  AND NOT EXISTS (SELECT 1 FROM delivery_scope n WHERE n.delivery_id = $1 AND n.scope_key = o.scope_key);
