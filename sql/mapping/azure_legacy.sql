-- azure_legacy: Azure usage details from before 2019: usage of one subscription, no purchases, no billing account. Each
-- subscription stands for its own account.
-- The shared part of the Azure exports follows in azure_facts and azure_charge; this part names what only this one has.
-- step: facts line
CREATE TEMP VIEW line AS
SELECT
    *,
    false AS is_monthly,
    CAST(NULL AS VARCHAR) AS account_id,
    CAST(NULL AS VARCHAR) AS account_name,
    'Subscription' AS account_type,
    azure_text(meter_id) AS product_key,
    concat_ws('/', azure_text(meter_id), offer_id) AS price_key
FROM raw
