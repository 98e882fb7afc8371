-- landed_files: every landed file that a delivery refers to, with one of those deliveries.
SELECT sha256, min(byte_count) AS byte_count, min(delivery_id) AS delivery_id
FROM delivery_file
GROUP BY sha256
ORDER BY sha256;
