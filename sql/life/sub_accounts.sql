-- sub_accounts: the sub accounts of every scope of a delivery.
-- {{daily}}  its cost_daily, as a relation   {{scope}}  the column that scopes start at
-- {{is_provider}}  true when only one provider makes bills of this format
-- Charges without a sub account (tax, support) belong to the bill as a whole: they tell something only where no other charge of
-- the billing account has one. A bill that does not name its billing account has '' for it; without any account it says
-- something only when it is the provider's own, such as an answer of Cost Explorer: two tables made by hand are no two feeds of
-- the same money because nobody wrote down whose.
WITH holds AS (
    SELECT DISTINCT {{scope}} AS scope_start, coalesce(provider_name, '') AS provider_name,
           CASE WHEN billing_account_id = 'unknown' THEN '' ELSE billing_account_id END AS billing_account_id,
           coalesce(sub_account_id, '') AS sub_account_id
    FROM {{daily}} AS daily
    WHERE billing_account_id <> '' AND provider_name IS DISTINCT FROM 'Unknown'
)
SELECT scope_start, provider_name, billing_account_id, sub_account_id
FROM holds h
WHERE sub_account_id <> ''
   OR (billing_account_id <> '' OR {{is_provider}})
      AND NOT EXISTS (SELECT 1 FROM holds o WHERE o.scope_start = h.scope_start AND o.provider_name = h.provider_name
                      AND o.billing_account_id = h.billing_account_id AND o.sub_account_id <> '')
ORDER BY scope_start, provider_name, billing_account_id, sub_account_id
