-- artifacts: every file that centavo made.
SELECT delivery_id, name, byte_count, sha256 FROM delivery_artifact ORDER BY delivery_id, name;
