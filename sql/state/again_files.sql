-- again_files: the files that came with a delivery, not those that it took in from another one, and when they were produced.
-- $1 the delivery
SELECT f.name, f.byte_count, f.sha256, f.kind, coalesce(f.produced_at, d.produced_at) AS produced_at
FROM delivery_file f JOIN delivery d ON d.delivery_id = f.delivery_id
WHERE f.delivery_id = $1 AND f.from_delivery_id IS NULL
ORDER BY f.file_no;
