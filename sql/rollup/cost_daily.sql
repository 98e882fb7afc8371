-- cost_daily: every day's cost by who, what, where and kind of charge; no resources and no tags.
-- {{charge}}  the charges of one delivery
-- Each cost is kept as two 64-bit numbers, because sums of those are many times faster than of 128-bit ones: _micro is
-- the cost rounded to 6 decimals, _rest what the rounding took away (it may be negative). Their sum is the exact cost.
WITH cell AS (
    SELECT
        sys_delivery_id,
        sys_charge_date AS charge_date,
        CAST(billing_period_start AS DATE) AS billing_month,
        provider_name, service_provider_name, invoice_issuer_name, billing_account_id,
        billing_account_name, sub_account_id, sub_account_name, service_category,
        service_subcategory, service_name, region_id, region_name, charge_category, charge_class,
        charge_frequency, pricing_category, commitment_discount_status, x_coverage,
        billing_currency,
        sum(billed_cost) AS billed_cost,
        sum(effective_cost) AS effective_cost,
        sum(list_cost) AS list_cost,
        sum(contracted_cost) AS contracted_cost,
        count(*) AS charge_count
    FROM {{charge}} AS charge
    GROUP BY
        sys_delivery_id, charge_date, billing_month,
        provider_name, service_provider_name, invoice_issuer_name, billing_account_id,
        billing_account_name, sub_account_id, sub_account_name, service_category,
        service_subcategory, service_name, region_id, region_name, charge_category, charge_class,
        charge_frequency, pricing_category, commitment_discount_status, x_coverage,
        billing_currency
)
SELECT
    sys_delivery_id,
    charge_date,
    billing_month AS billing_period_start,
    provider_name, service_provider_name, invoice_issuer_name, billing_account_id,
    billing_account_name, sub_account_id, sub_account_name, service_category, service_subcategory,
    service_name, region_id, region_name, charge_category, charge_class, charge_frequency,
    pricing_category, commitment_discount_status, x_coverage, billing_currency,
    cost_micro(billed_cost) AS billed_cost_micro,
    cost_rest(billed_cost) AS billed_cost_rest,
    cost_micro(effective_cost) AS effective_cost_micro,
    cost_rest(effective_cost) AS effective_cost_rest,
    cost_micro(list_cost) AS list_cost_micro,
    cost_rest(list_cost) AS list_cost_rest,
    cost_micro(contracted_cost) AS contracted_cost_micro,
    cost_rest(contracted_cost) AS contracted_cost_rest,
    CAST(charge_count AS BIGINT) AS charge_count
FROM cell
ORDER BY
    charge_date, billing_currency, provider_name, sub_account_id, service_name, billing_month,
    service_provider_name, invoice_issuer_name, billing_account_id, billing_account_name,
    sub_account_name, service_category, service_subcategory, region_id, region_name,
    charge_category, charge_class, charge_frequency, pricing_category, commitment_discount_status,
    x_coverage, sys_delivery_id;
