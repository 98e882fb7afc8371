-- delivery_mapped: what the mapping made of it.
-- $1 delivery   $2 source   $3 format key   $4 format version   $5 mapping version
-- $6 raw rows   $7 charges   $8 rows dropped by rules   $9 rows rejected
-- Nothing when its run was taken for dead meanwhile (delivery_interrupted).
UPDATE delivery SET source_id = $2, format = $3, format_version = $4, mapping_version = $5,
       row_count = $6, charge_count = $7, dropped_count = $8, rejected_count = $9
WHERE delivery_id = $1 AND state IN ('discovered', 'checked');
