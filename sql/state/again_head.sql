-- again_head: what a delivery is called that is to be mapped again, and which feed it belongs to when it could be read.
-- $1 the delivery
SELECT d.name, s.name AS source, d.execution_id, d.state,
       (SELECT count(*) FROM delivery_file f WHERE f.delivery_id = d.delivery_id AND f.from_delivery_id IS NULL) AS file_count
FROM delivery d LEFT JOIN source s ON s.source_id = d.source_id
WHERE d.delivery_id = $1;
