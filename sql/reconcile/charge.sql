-- charge: the charges of a billing month, as coarse as an invoice line may still ask for.
-- {{from}} the charges that count   {{month}} first day of the billing month
-- Support and marketplace are told by FOCUS: the service subcategory, and a seller who is not the platform.
DROP TABLE IF EXISTS rec_charge;
CREATE TEMP TABLE rec_charge AS
SELECT
    invoice_issuer_name AS issuer,
    billing_account_id AS account,
    invoice_id,
    billing_currency AS currency,
    charge_category AS category,
    service_name,
    service_category,
    sub_account_id,
    sub_account_name,
    region_id,
    publisher_name,
    coalesce(service_subcategory = 'Support', FALSE) OR fold(service_name) LIKE '%support%' AS is_support,
    coalesce(service_provider_name <> provider_name, FALSE) AS is_marketplace,
    sys_delivery_id AS delivery_id,
    sys_charge_date AS charge_date,
    CAST(sum(billed_cost) AS DECIMAL(38,12)) AS billed_cost,
    CAST(sum(effective_cost) AS DECIMAL(38,12)) AS effective_cost,
    CAST(sum(contracted_cost) AS DECIMAL(38,12)) AS contracted_cost,
    CAST(sum(list_cost) AS DECIMAL(38,12)) AS list_cost,
    CAST(sum(rec_round(billed_cost, billing_currency)) AS DECIMAL(38,12)) AS rounded_rows,
    CAST(count(*) AS BIGINT) AS charge_count
FROM {{from}} AS fact
WHERE sys_billing_month = {{month}}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15;
