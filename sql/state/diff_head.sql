-- diff_head: what a comparison begins with: the delivery, its source and state, and whether it has charges.
-- $1 the delivery
SELECT d.delivery_id, s.name, d.state,
       EXISTS (SELECT 1 FROM delivery_scope c WHERE c.delivery_id = d.delivery_id) AS is_mapped
FROM delivery d LEFT JOIN source s ON s.source_id = d.source_id
WHERE d.delivery_id = $1;
