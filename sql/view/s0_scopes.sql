-- s0_scopes: every account of every provider.
-- {{from}}    a rollup with provider_name, sub_account_id and sub_account_name
-- {{filter}}  condition on the provider
SELECT provider_name, sub_account_id AS key, coalesce(min(sub_account_name), sub_account_id) AS name
FROM {{from}} AS fact
WHERE provider_name IS NOT NULL AND sub_account_id IS NOT NULL{{filter}}
GROUP BY provider_name, sub_account_id
ORDER BY provider_name, name, key
