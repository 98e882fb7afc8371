-- azure_usage: Azure usage details as JSON: what `az consumption usage list` prints, or the pages of the usage details interface,
-- whose rows keep their properties in an object of their own. The properties are the columns of the exports.
-- The shared part of the Azure exports follows in azure_facts, azure_pages and azure_charge; this part names what only this one has.
-- step: facts line
CREATE TEMP VIEW line AS
SELECT
    *,
    false AS is_monthly,
    -- Who is invoiced: the profile in a Microsoft Customer Agreement (prices have a currency of their own), else the account.
    CASE WHEN pricing_currency IS NULL THEN billing_account_id ELSE coalesce(billing_profile_id, billing_account_id) END AS account_id,
    CASE WHEN pricing_currency IS NULL THEN billing_account_name ELSE coalesce(billing_profile_name, billing_account_name) END
        AS account_name,
    CASE WHEN pricing_currency IS NULL OR billing_profile_id IS NULL THEN 'Billing Account' ELSE 'Billing Profile' END AS account_type,
    coalesce(azure_text(product_id), azure_text(meter_id)) AS product_key,
    concat_ws('_', azure_text(product_id), azure_text(meter_id), offer_id, term) AS price_key
FROM raw

-- step: messages estimated
SELECT 'note' AS level, 'AZURE-ESTIMATED' AS rule, 'Azure has not completed ' || count(*) || ' of the charges yet' AS text
FROM raw
WHERE lower(is_estimated) = 'true'
HAVING count(*) > 0
