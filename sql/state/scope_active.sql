-- scope_active: everything that counts now, and whether the whole delivery does (then no row of it need be tested).
SELECT s.delivery_id, s.source_id, f.name AS source, s.scope_key, s.scope_start, s.scope_end,
       s.charge_count, s.first_charge_date, s.last_charge_date,
       NOT EXISTS (SELECT 1 FROM delivery_scope o WHERE o.delivery_id = s.delivery_id AND o.state <> 'active') AS is_whole
FROM delivery_scope s JOIN source f ON f.source_id = s.source_id
WHERE s.state = 'active'
ORDER BY s.scope_start, s.delivery_id, s.scope_key;
