-- file_add: a file of a delivery, as it was landed.
-- $1 delivery   $2 file number from 1   $3 name   $4 bytes   $5 SHA-256   $6 produced at   $7 kind or NULL
-- $8 the delivery that it first came with, or NULL
INSERT INTO delivery_file (delivery_id, file_no, name, byte_count, sha256, produced_at, kind, from_delivery_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
