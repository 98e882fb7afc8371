-- deliveries: every version that has charges, whether it counts or not.
SELECT d.delivery_id, d.source_id, d.charge_count
FROM delivery d
WHERE EXISTS (SELECT 1 FROM delivery_artifact a WHERE a.delivery_id = d.delivery_id)
ORDER BY d.delivery_id;
