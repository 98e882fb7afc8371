-- cost_overview: the smallest cube, which the overview screen reads: day, service, account, kind of charge.
-- {{daily}}  cost_daily of the same delivery
-- Its sums of 64-bit numbers are exact, as those of cost_daily are; a rest may grow past a millionth here, which does not matter.
SELECT
    sys_delivery_id, charge_date, billing_period_start,
    provider_name, service_category, service_name, sub_account_id, sub_account_name,
    charge_category, billing_currency,
    as_micro(sum(billed_cost_micro)) AS billed_cost_micro,
    as_rest(sum(billed_cost_rest)) AS billed_cost_rest,
    as_micro(sum(effective_cost_micro)) AS effective_cost_micro,
    as_rest(sum(effective_cost_rest)) AS effective_cost_rest,
    as_micro(sum(list_cost_micro)) AS list_cost_micro,
    as_rest(sum(list_cost_rest)) AS list_cost_rest,
    as_micro(sum(contracted_cost_micro)) AS contracted_cost_micro,
    as_rest(sum(contracted_cost_rest)) AS contracted_cost_rest,
    CAST(sum(charge_count) AS BIGINT) AS charge_count
FROM {{daily}} AS daily
GROUP BY
    sys_delivery_id, charge_date, billing_period_start,
    provider_name, service_category, service_name, sub_account_id, sub_account_name,
    charge_category, billing_currency
ORDER BY
    charge_date, billing_currency, provider_name, sub_account_id, service_name, billing_period_start,
    sub_account_name, service_category, charge_category, sys_delivery_id;
