-- diff_primary: the deliveries that count in place of the shadow scopes of a delivery, scope by scope, and the days that each
-- has charges of.
-- $1 the delivery
-- Where one of the two bills does not name its billing account, the sub accounts tell; a shadow without any is compared with
-- all that its provider billed.
WITH shadow AS (
    SELECT k.*
    FROM scope_sub_account k
    JOIN delivery_scope s ON s.delivery_id = k.delivery_id AND s.scope_key = k.scope_key
    WHERE k.delivery_id = $1 AND s.state = 'active' AND s.role = 'shadow'
),
pair AS (
    SELECT k.scope_key, k.scope_start, k.scope_end, k.source_id, o.delivery_id, o.scope_key AS old_scope_key
    FROM shadow k JOIN scope_sub_account o ON o.billing_account_id = k.billing_account_id AND o.provider_name = k.provider_name
         AND o.scope_start < k.scope_end AND o.scope_end > k.scope_start
         AND (o.sub_account_id = k.sub_account_id OR '' IN (o.sub_account_id, k.sub_account_id))
    UNION
    SELECT k.scope_key, k.scope_start, k.scope_end, k.source_id, o.delivery_id, o.scope_key
    FROM shadow k JOIN scope_sub_account o ON o.sub_account_id = k.sub_account_id AND o.provider_name = k.provider_name
         AND o.scope_start < k.scope_end AND o.scope_end > k.scope_start
         AND '' IN (o.billing_account_id, k.billing_account_id)
    UNION
    SELECT k.scope_key, k.scope_start, k.scope_end, k.source_id, o.delivery_id, o.scope_key
    FROM shadow k JOIN scope_sub_account o ON o.provider_name = k.provider_name
         AND o.scope_start < k.scope_end AND o.scope_end > k.scope_start
    WHERE k.billing_account_id = '' AND k.sub_account_id = ''
)
SELECT DISTINCT p.scope_key, p.scope_start, p.scope_end, p.delivery_id AS old_delivery_id, h.name AS old_source,
       d.produced_at AS old_produced_at, s.first_charge_date, s.last_charge_date,
       c.first_charge_date AS old_first_charge_date, c.last_charge_date AS old_last_charge_date
FROM pair p
JOIN delivery_scope s ON s.delivery_id = $1 AND s.scope_key = p.scope_key
JOIN delivery_scope c ON c.delivery_id = p.delivery_id AND c.scope_key = p.old_scope_key AND c.state = 'active'
     AND c.role = 'primary'
JOIN delivery d ON d.delivery_id = p.delivery_id
JOIN source h ON h.source_id = d.source_id
WHERE h.source_id <> p.source_id
ORDER BY p.scope_key, old_delivery_id;
