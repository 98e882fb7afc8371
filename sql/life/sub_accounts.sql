-- sub_accounts: the sub accounts of every scope of a delivery.
-- {{daily}}  its cost_daily, as a relation   {{scope}}  the column that scopes start at
-- Charges without a sub account (tax, support) belong to the bill as a whole: they tell something only where no other charge of
-- the billing account has one.
WITH holds AS (
    SELECT DISTINCT {{scope}} AS scope_start, coalesce(provider_name, '') AS provider_name, billing_account_id,
           coalesce(sub_account_id, '') AS sub_account_id
    FROM {{daily}} WHERE billing_account_id <> ''
)
SELECT scope_start, provider_name, billing_account_id, sub_account_id
FROM holds h
WHERE sub_account_id <> ''
   OR NOT EXISTS (SELECT 1 FROM holds o WHERE o.scope_start = h.scope_start AND o.provider_name = h.provider_name
                    AND o.billing_account_id = h.billing_account_id AND o.sub_account_id <> '')
ORDER BY scope_start, provider_name, billing_account_id, sub_account_id
