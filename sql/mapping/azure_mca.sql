-- azure_mca: Azure cost and usage details of a Microsoft Customer Agreement: invoices go to billing profiles, and prices are in a
-- pricing currency.
-- The shared part of the Azure exports follows in azure_facts and azure_charge; this part names what only this one has.
-- step: facts line
CREATE TEMP VIEW line AS
SELECT
    *,
    false AS is_monthly,
    coalesce(billing_profile_id, billing_account_id) AS account_id,
    coalesce(billing_profile_name, billing_account_name) AS account_name,
    CASE WHEN billing_profile_id IS NULL THEN 'Billing Account' ELSE 'Billing Profile' END AS account_type,
    coalesce(azure_text(product_id), azure_text(meter_id)) AS product_key,
    concat_ws('_', azure_text(product_id), azure_text(meter_id)) AS price_key
FROM raw
