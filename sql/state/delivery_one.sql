-- delivery_one: one delivery.
-- $1 its number
SELECT d.delivery_id, s.name AS source, d.name, d.format, d.format_version, d.state, d.message, d.produced_at, d.arrived_at,
       d.activated_at, d.superseded_at, d.row_count, d.charge_count, d.dropped_count, d.rejected_count, d.byte_count, d.duplicate_of,
       d.execution_id, d.content_hash, d.mapping_version, d.kind
FROM delivery d LEFT JOIN source s ON s.source_id = d.source_id
WHERE d.delivery_id = $1;
