-- source_list: every feed with what of it counts now (active_delivery_count; a shadow does not) and which days it has. One row per
-- source.
SELECT s.source_id, s.name, s.provider_name, s.format, s.billing_account_id, s.role, s.priority, s.created_at,
       (SELECT count(DISTINCT delivery_id) FROM delivery_scope a
         WHERE a.source_id = s.source_id AND a.state = 'active' AND a.role = 'primary') AS active_delivery_count,
       (SELECT min(first_charge_date) FROM delivery_scope a WHERE a.source_id = s.source_id AND a.state = 'active') AS first_charge_date,
       (SELECT max(last_charge_date) FROM delivery_scope a WHERE a.source_id = s.source_id AND a.state = 'active') AS last_charge_date,
       (SELECT max(activated_at) FROM delivery d WHERE d.source_id = s.source_id) AS last_activated_at
FROM source s
ORDER BY s.name;
