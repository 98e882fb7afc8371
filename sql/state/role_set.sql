-- role_set: of two feeds of the same money only one counts (INV-13). An active scope is a shadow when its source was made one, or
-- when every sub account of it counts, for all its days, from sources of higher priority; of the same priority the source that
-- came first is the higher one. A feed without sub accounts stands for its whole billing account; one that does not name its
-- billing account ('') is known by its sub accounts alone.
-- CROSS JOIN: the feeds, which are few, before their accounts, which are many.
UPDATE delivery_scope SET role = CASE
    WHEN (SELECT f.role FROM source f WHERE f.source_id = delivery_scope.source_id) = 'shadow' THEN 'shadow'
    WHEN EXISTS (SELECT 1 FROM scope_sub_account k
                 WHERE k.delivery_id = delivery_scope.delivery_id AND k.scope_key = delivery_scope.scope_key)
     AND NOT EXISTS (
        SELECT 1 FROM scope_sub_account k JOIN source f ON f.source_id = k.source_id
        WHERE k.delivery_id = delivery_scope.delivery_id AND k.scope_key = delivery_scope.scope_key
          AND NOT EXISTS (SELECT 1 FROM source h
                          CROSS JOIN scope_sub_account o
                          CROSS JOIN delivery_scope c
                          WHERE c.delivery_id = o.delivery_id AND c.scope_key = o.scope_key AND h.role = 'primary'
                            AND (h.priority > f.priority OR (h.priority = f.priority AND h.source_id < f.source_id))
                            AND o.source_id = h.source_id AND o.billing_account_id IN (k.billing_account_id, '')
                            AND o.sub_account_id IN (k.sub_account_id, '')
                            AND (o.sub_account_id <> '' OR o.billing_account_id <> '')
                            AND o.provider_name = k.provider_name
                            AND o.scope_start <= k.scope_start AND o.scope_end >= k.scope_end AND c.state = 'active')
          AND NOT EXISTS (SELECT 1 FROM source h
                          CROSS JOIN scope_sub_account o
                          CROSS JOIN delivery_scope c
                          WHERE c.delivery_id = o.delivery_id AND c.scope_key = o.scope_key AND h.role = 'primary'
                            AND (h.priority > f.priority OR (h.priority = f.priority AND h.source_id < f.source_id))
                            AND o.source_id = h.source_id AND o.billing_account_id = k.billing_account_id
                            AND k.sub_account_id = '' AND k.billing_account_id <> ''
                            AND o.provider_name = k.provider_name
                            AND o.scope_start <= k.scope_start AND o.scope_end >= k.scope_end AND c.state = 'active')
          AND NOT EXISTS (SELECT 1 FROM source h
                          CROSS JOIN scope_sub_account o
                          CROSS JOIN delivery_scope c
                          WHERE c.delivery_id = o.delivery_id AND c.scope_key = o.scope_key AND h.role = 'primary'
                            AND k.billing_account_id = '' AND k.sub_account_id <> ''
                            AND (h.priority > f.priority OR (h.priority = f.priority AND h.source_id < f.source_id))
                            AND o.source_id = h.source_id AND o.sub_account_id = k.sub_account_id
                            AND o.provider_name = k.provider_name
                            AND o.scope_start <= k.scope_start AND o.scope_end >= k.scope_end AND c.state = 'active'))
    THEN 'shadow' ELSE 'primary' END
WHERE state = 'active';
