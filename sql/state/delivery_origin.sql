-- delivery_origin: where a delivery is from, and when its bill was produced.
-- $1 delivery_id
SELECT s.name AS source, d.produced_at
FROM delivery d
JOIN source s USING (source_id)
WHERE d.delivery_id = $1
