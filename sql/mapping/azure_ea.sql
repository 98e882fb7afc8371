-- azure_ea: Azure cost and usage details of an Enterprise Agreement, and the variants with the same account and product columns.
-- The shared part of the Azure exports follows in azure_facts and azure_charge; this part names what only this one has.
-- step: facts line
CREATE TEMP VIEW line AS
SELECT
    *,
    false AS is_monthly,
    billing_account_id AS account_id,
    billing_account_name AS account_name,
    'Billing Account' AS account_type,
    azure_text(meter_id) AS product_key,
    concat_ws('/', azure_text(meter_id), offer_id, term) AS price_key
FROM raw
