-- artifact_list: our files of one delivery.
-- $1 the delivery
SELECT name, byte_count, sha256 FROM delivery_artifact WHERE delivery_id = $1 ORDER BY name;
