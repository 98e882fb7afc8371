-- size_counts: how much there is. One row: charges that count, rows of all bills, deliveries, and bytes of the bills as received.
SELECT
    (SELECT CAST(coalesce(sum(charge_count), 0) AS BIGINT) FROM delivery_scope WHERE state = 'active' AND role = 'primary') AS charge_count,
    (SELECT CAST(coalesce(sum(row_count), 0) AS BIGINT) FROM delivery) AS row_count,
    (SELECT count(*) FROM delivery) AS delivery_count,
    (SELECT CAST(coalesce(sum(byte_count), 0) AS BIGINT)
       FROM (SELECT DISTINCT sha256, byte_count FROM delivery_file) AS landed) AS landing_size;
