-- leaf_add: a leaf is loaded.
-- $1 delivery   $2 source   $3 billing month   $4, $5 first and last day of its charges   $6 how many they are
INSERT INTO charge_leaf (delivery_id, source_id, billing_month, first_charge_date, last_charge_date, charge_count)
VALUES ($1, $2, $3, $4, $5, $6);
