-- scope_add: a month or day that a delivery describes.
-- $1 delivery   $2 source   $3 dataset   $4 scope key   $5 start   $6 end   $7 state   $8 charges
-- $9 first charge date or NULL   $10 last charge date or NULL
INSERT INTO delivery_scope (delivery_id, source_id, dataset, scope_key, scope_start, scope_end, state, charge_count,
    first_charge_date, last_charge_date)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
