-- cost_overview: the smallest cube, which the overview screen reads: day, service, account, kind of charge.
-- {{charge}}  the charges of one delivery
-- Each cost is kept as two 64-bit numbers, because sums of those are many times faster than of 128-bit ones: _micro is
-- the cost rounded to 6 decimals, _rest what the rounding took away (it may be negative). Their sum is the exact cost.
WITH cell AS (
    SELECT
        sys_delivery_id,
        sys_charge_date AS charge_date,
        CAST(billing_period_start AS DATE) AS billing_month,
        provider_name, service_category, service_name, sub_account_id, sub_account_name,
        charge_category, billing_currency,
        sum(billed_cost) AS billed_cost,
        sum(effective_cost) AS effective_cost,
        sum(list_cost) AS list_cost,
        sum(contracted_cost) AS contracted_cost,
        count(*) AS charge_count
    FROM {{charge}}
    GROUP BY
        sys_delivery_id, charge_date, billing_month,
        provider_name, service_category, service_name, sub_account_id, sub_account_name,
        charge_category, billing_currency
),
rounded AS (
    SELECT
        *,
        CAST(billed_cost AS DECIMAL(18,6)) AS billed_cost_micro,
        CAST(effective_cost AS DECIMAL(18,6)) AS effective_cost_micro,
        CAST(list_cost AS DECIMAL(18,6)) AS list_cost_micro,
        CAST(contracted_cost AS DECIMAL(18,6)) AS contracted_cost_micro
    FROM cell
)
SELECT
    sys_delivery_id,
    charge_date,
    billing_month AS billing_period_start,
    provider_name, service_category, service_name, sub_account_id, sub_account_name,
    charge_category, billing_currency,
    billed_cost_micro,
    CAST(billed_cost - billed_cost_micro AS DECIMAL(18,12)) AS billed_cost_rest,
    effective_cost_micro,
    CAST(effective_cost - effective_cost_micro AS DECIMAL(18,12)) AS effective_cost_rest,
    list_cost_micro,
    CAST(list_cost - list_cost_micro AS DECIMAL(18,12)) AS list_cost_rest,
    contracted_cost_micro,
    CAST(contracted_cost - contracted_cost_micro AS DECIMAL(18,12)) AS contracted_cost_rest,
    CAST(charge_count AS BIGINT) AS charge_count
FROM rounded
ORDER BY
    charge_date, billing_currency, provider_name, sub_account_id, service_name, billing_month,
    service_category, sub_account_name, charge_category, sys_delivery_id;
