-- diff_primary: the deliveries that count in place of the shadow scopes of a delivery, scope by scope.
-- $1 the delivery
SELECT DISTINCT k.scope_key, k.scope_start, k.scope_end, o.delivery_id AS old_delivery_id, h.name AS old_source,
       d.produced_at AS old_produced_at
FROM scope_sub_account k
JOIN delivery_scope s ON s.delivery_id = k.delivery_id AND s.scope_key = k.scope_key AND s.state = 'active' AND s.role = 'shadow'
JOIN scope_sub_account o ON o.billing_account_id = k.billing_account_id AND o.provider_name = k.provider_name
     AND o.source_id <> k.source_id AND o.scope_start < k.scope_end AND o.scope_end > k.scope_start
     AND (o.sub_account_id = k.sub_account_id OR o.sub_account_id = '' OR k.sub_account_id = '')
JOIN delivery_scope c ON c.delivery_id = o.delivery_id AND c.scope_key = o.scope_key AND c.state = 'active'
     AND c.role = 'primary'
JOIN source h ON h.source_id = o.source_id
JOIN delivery d ON d.delivery_id = o.delivery_id
WHERE k.delivery_id = $1
ORDER BY k.scope_key, old_delivery_id;
