-- again_wanted: deliveries of an append feed that should be mapped again since one was rejected or replaced: those that count and
-- came after it, and left out rows as delivered before (maybe by the one that is gone); and those that count again, when other
-- objects with charges of the same time have come since.
-- $1 the delivery that was rejected, or that has replaced others
SELECT o.delivery_id AS delivery_id
FROM delivery_scope gone
JOIN delivery g ON g.delivery_id = gone.delivery_id
JOIN delivery_scope s ON s.source_id = gone.source_id AND s.state = 'active' AND substr(s.scope_key, 8) <> substr(gone.scope_key, 8)
JOIN delivery o ON o.delivery_id = s.delivery_id AND o.arrived_at > g.arrived_at
WHERE gone.state <> 'active' AND gone.activated_at IS NOT NULL AND substr(gone.scope_key, 8, 1) = '/'
  AND (gone.delivery_id = $1 OR gone.superseded_by = $1)
  AND EXISTS (SELECT 1 FROM delivery_drop p WHERE p.delivery_id = o.delivery_id AND p.rule = 'OCI-DUP')
UNION
SELECT back.delivery_id AS delivery_id
FROM delivery_scope gone
JOIN delivery_scope back ON back.source_id = gone.source_id AND back.dataset = gone.dataset AND back.scope_key = gone.scope_key
JOIN delivery b ON b.delivery_id = back.delivery_id
WHERE gone.delivery_id = $1 AND gone.state <> 'active' AND back.state = 'active' AND substr(gone.scope_key, 8, 1) = '/'
  AND EXISTS (SELECT 1 FROM delivery_scope o
              WHERE o.source_id = back.source_id AND o.state = 'active' AND substr(o.scope_key, 8) <> substr(back.scope_key, 8)
                AND o.activated_at > b.arrived_at
                AND o.first_charge_date <= back.last_charge_date AND o.last_charge_date >= back.first_charge_date)
ORDER BY delivery_id;
