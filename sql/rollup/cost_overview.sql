-- cost_overview: the smallest cube, which the overview screen reads: day, service, account, kind of charge.
-- {{daily}}  cost_daily of the same delivery
-- Its sums of 64-bit numbers are exact, as those of cost_daily are; a rest may grow past a millionth here, which does not matter.
SELECT
    sys_delivery_id, charge_date, billing_period_start,
    provider_name, service_category, service_name, sub_account_id, sub_account_name,
    charge_category, billing_currency,
    CAST(sum(billed_cost_micro) AS DECIMAL(18,6)) AS billed_cost_micro,
    CAST(sum(billed_cost_rest) AS DECIMAL(18,12)) AS billed_cost_rest,
    CAST(sum(effective_cost_micro) AS DECIMAL(18,6)) AS effective_cost_micro,
    CAST(sum(effective_cost_rest) AS DECIMAL(18,12)) AS effective_cost_rest,
    CAST(sum(list_cost_micro) AS DECIMAL(18,6)) AS list_cost_micro,
    CAST(sum(list_cost_rest) AS DECIMAL(18,12)) AS list_cost_rest,
    CAST(sum(contracted_cost_micro) AS DECIMAL(18,6)) AS contracted_cost_micro,
    CAST(sum(contracted_cost_rest) AS DECIMAL(18,12)) AS contracted_cost_rest,
    CAST(sum(charge_count) AS BIGINT) AS charge_count
FROM {{daily}}
GROUP BY
    sys_delivery_id, charge_date, billing_period_start,
    provider_name, service_category, service_name, sub_account_id, sub_account_name,
    charge_category, billing_currency
ORDER BY
    charge_date, billing_currency, provider_name, sub_account_id, service_name, billing_period_start,
    sub_account_name, service_category, charge_category, sys_delivery_id;
