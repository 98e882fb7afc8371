-- overlap_days: scopes of other feeds that count, and would not when this delivery does, because it has the same accounts and the
-- higher priority; with the days that each has charges of.
-- $1 the delivery
SELECT l.scope_key, f.name AS source, l.first_charge_date, l.last_charge_date,
       n.first_charge_date AS new_first_charge_date, n.last_charge_date AS new_last_charge_date
FROM delivery_scope n
JOIN source mine ON mine.source_id = n.source_id AND mine.role = 'primary'
JOIN delivery_scope l ON l.state = 'active' AND l.role = 'primary' AND l.source_id <> n.source_id
     AND n.scope_start <= l.scope_start AND n.scope_end >= l.scope_end
JOIN source f ON f.source_id = l.source_id
     AND (mine.priority > f.priority OR (mine.priority = f.priority AND mine.source_id < f.source_id))
WHERE n.delivery_id = $1 AND n.first_charge_date IS NOT NULL AND l.first_charge_date IS NOT NULL
  AND EXISTS (SELECT 1 FROM scope_sub_account a
              JOIN scope_sub_account b ON b.delivery_id = n.delivery_id AND b.scope_key = n.scope_key
                   AND b.provider_name = a.provider_name AND b.billing_account_id IN (a.billing_account_id, '')
                   AND (b.sub_account_id IN (a.sub_account_id, '') OR a.sub_account_id = '')
              WHERE a.delivery_id = l.delivery_id AND a.scope_key = l.scope_key)
ORDER BY l.scope_key, f.name;
