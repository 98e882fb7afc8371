-- artifact_add: a file of ours that belongs to a delivery.
-- $1 delivery   $2 name   $3 bytes   $4 SHA-256
INSERT INTO delivery_artifact (delivery_id, name, byte_count, sha256) VALUES ($1, $2, $3, $4);
