-- sub_account_add: a sub account of a scope.
-- $1 delivery   $2 first day of the scope   $3 provider or ''   $4 billing account   $5 sub account or ''
INSERT INTO scope_sub_account (delivery_id, scope_key, source_id, scope_start, scope_end, provider_name, billing_account_id,
    sub_account_id)
SELECT delivery_id, scope_key, source_id, scope_start, scope_end, $3, $4, $5
FROM delivery_scope WHERE delivery_id = $1 AND scope_start = $2;
