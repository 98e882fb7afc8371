-- pair_files: the files of one half of a pair.
-- $1 the delivery that brought them   $2 actual or amortized
SELECT f.name, f.byte_count, f.sha256, coalesce(f.produced_at, d.produced_at) AS produced_at
FROM delivery_file f JOIN delivery d ON d.delivery_id = f.delivery_id
WHERE f.delivery_id = $1 AND f.kind = $2 AND f.from_delivery_id IS NULL
ORDER BY f.file_no;
