-- artifact_deliveries: deliveries that have files of ours.
SELECT DISTINCT delivery_id FROM delivery_artifact ORDER BY delivery_id;
