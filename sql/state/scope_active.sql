-- scope_active: everything that counted at a data version, and whether the whole delivery did (then no row of it need be
-- tested).
-- $1 the data version
-- A delivery is estimated when the provider said so: a finding whose rule ends in -ESTIMATED.
WITH counted AS (
    SELECT delivery_id, scope_key FROM scope_activity
    WHERE role = 'primary' AND from_version <= $1 AND (until_version IS NULL OR until_version > $1)
)
SELECT s.delivery_id, s.source_id, f.name AS source, s.scope_key, s.scope_start, s.scope_end,
       s.charge_count, s.first_charge_date, s.last_charge_date,
       NOT EXISTS (SELECT 1 FROM delivery_scope o
                   WHERE o.delivery_id = s.delivery_id
                     AND NOT EXISTS (SELECT 1 FROM counted
                                     WHERE counted.delivery_id = o.delivery_id AND counted.scope_key = o.scope_key)) AS is_whole,
       f.provider_name, substr(d.produced_at, 1, 10) AS produced_on,
       EXISTS (SELECT 1 FROM delivery_check c
               WHERE c.delivery_id = s.delivery_id AND c.rule LIKE '%-ESTIMATED') AS is_estimated
FROM counted
JOIN delivery_scope s ON s.delivery_id = counted.delivery_id AND s.scope_key = counted.scope_key
JOIN delivery d ON d.delivery_id = s.delivery_id
JOIN source f ON f.source_id = s.source_id
ORDER BY s.scope_start, s.delivery_id, s.scope_key;
