-- overlap_shadows: feeds that do not count where this delivery does, because they bring the same money.
-- $1 the delivery
SELECT DISTINCT f.name AS source
FROM delivery_scope n
JOIN delivery_scope c ON c.state = 'active' AND c.role = 'shadow' AND c.source_id <> n.source_id
     AND c.scope_start < n.scope_end AND c.scope_end > n.scope_start
JOIN source f ON f.source_id = c.source_id AND f.role = 'primary'
WHERE n.delivery_id = $1 AND n.state = 'active' AND n.role = 'primary'
  AND EXISTS (SELECT 1 FROM scope_sub_account a
              JOIN scope_sub_account b ON b.delivery_id = n.delivery_id AND b.scope_key = n.scope_key
                   AND b.provider_name = a.provider_name AND b.billing_account_id IN (a.billing_account_id, '')
                   AND (b.sub_account_id IN (a.sub_account_id, '') OR a.sub_account_id = '')
              WHERE a.delivery_id = c.delivery_id AND a.scope_key = c.scope_key)
ORDER BY f.name;
