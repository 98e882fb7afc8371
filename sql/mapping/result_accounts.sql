-- result_accounts: the billing accounts of the charges; the first hundred name the delivery.
-- {{path}}  quoted path of the charges
SELECT DISTINCT billing_account_id AS name
FROM read_parquet({{path}})
WHERE billing_account_id IS NOT NULL
ORDER BY name
LIMIT 100
