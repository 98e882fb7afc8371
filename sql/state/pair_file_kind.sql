-- pair_file_kind: what the rows of its own files turned out to be.
-- $1 the delivery   $2 actual or amortized
UPDATE delivery_file SET kind = $2 WHERE delivery_id = $1 AND kind IS NULL AND from_delivery_id IS NULL;
