-- delivery_add: something arrived. Its state says how far it has come.
-- $1 dataset   $2 name   $3 execution id or NULL   $4 produced at   $5 arrived at   $6 content hash   $7 bytes   $8 state   $9 message
INSERT INTO delivery (dataset, name, execution_id, produced_at, arrived_at, content_hash, byte_count, state, message)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
RETURNING delivery_id;
