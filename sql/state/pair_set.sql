-- pair_set: which halves of a pair a delivery holds; it is as new as the newest of them.
-- $1 the delivery   $2 actual, amortized or both   $3 produced at
UPDATE delivery SET kind = $2, produced_at = $3 WHERE delivery_id = $1;
