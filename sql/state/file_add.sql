-- file_add: a file of a delivery, as it was landed.
-- $1 delivery   $2 file number from 1   $3 name   $4 bytes   $5 SHA-256
INSERT INTO delivery_file (delivery_id, file_no, name, byte_count, sha256) VALUES ($1, $2, $3, $4, $5);
