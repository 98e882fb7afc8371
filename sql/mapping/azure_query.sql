-- azure_query: an answer of the Azure cost query: sums of cost by day or month and the dimensions that were asked for. What was asked
-- about stands in the answer's id; a row says no more than its dimensions.
-- The shared part of the Azure exports follows in azure_facts, azure_pages and azure_charge; this part names what only this one has.
-- step: facts line
CREATE TEMP VIEW line AS
SELECT
    asked.* EXCLUDE (native_charge_id, subscription_guid),
    CAST(NULL AS VARCHAR) AS native_charge_id,
    coalesce(subscription_guid, nullif(regexp_extract(native_charge_id, '(?i)subscriptions/([^/]+)', 1), '')) AS subscription_guid,
    -- A day is the number 20250131, a month the time 2025-01-01T00:00:00.
    contains(usage_date, 'T') AS is_monthly,
    coalesce(billing_profile_id, nullif(regexp_extract(native_charge_id, '(?i)billingprofiles/([^/]+)', 1), ''), billing_account_id,
        nullif(regexp_extract(native_charge_id, '(?i)billingaccounts/([^/]+)', 1), '')) AS account_id,
    coalesce(billing_profile_name, billing_account_name) AS account_name,
    CASE WHEN billing_profile_id IS NOT NULL OR native_charge_id ILIKE '%/billingprofiles/%' THEN 'Billing Profile'
        ELSE 'Billing Account' END AS account_type,
    azure_text(meter_id) AS product_key,
    azure_text(meter_id) AS price_key
FROM raw AS asked
