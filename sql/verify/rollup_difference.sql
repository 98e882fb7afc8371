-- rollup_difference: where a rollup does not add up to the charges that it was made of, per currency and billing month.
-- {{charge}}  the charges of the delivery   {{rollup}}  the rollup
WITH line AS (
    SELECT billing_currency, sys_billing_month AS billing_month,
        sum(billed_cost) AS billed_cost, sum(effective_cost) AS effective_cost,
        sum(list_cost) AS list_cost, sum(contracted_cost) AS contracted_cost, count(*) AS charge_count
    FROM {{charge}} AS charge
    GROUP BY billing_currency, billing_month
),
cell AS (
    SELECT billing_currency, billing_period_start AS billing_month,
        cost_of(sum(billed_cost_micro), sum(billed_cost_rest)) AS billed_cost,
        cost_of(sum(effective_cost_micro), sum(effective_cost_rest)) AS effective_cost,
        cost_of(sum(list_cost_micro), sum(list_cost_rest)) AS list_cost,
        cost_of(sum(contracted_cost_micro), sum(contracted_cost_rest)) AS contracted_cost,
        CAST(sum(charge_count) AS BIGINT) AS charge_count
    FROM {{rollup}} AS rollup
    GROUP BY billing_currency, billing_month
)
SELECT
    concat(coalesce(l.billing_currency, c.billing_currency), ' ', coalesce(l.billing_month, c.billing_month), ': charges ',
           CAST(coalesce(l.billed_cost, 0) AS DECIMAL(38,12)), ' billed and ',
           CAST(coalesce(l.effective_cost, 0) AS DECIMAL(38,12)), ' effective in ', coalesce(l.charge_count, 0), ' rows, rollup ',
           CAST(coalesce(c.billed_cost, 0) AS DECIMAL(38,12)), ' and ', CAST(coalesce(c.effective_cost, 0) AS DECIMAL(38,12)),
           ' of ', coalesce(c.charge_count, 0)) AS detail
FROM line l FULL JOIN cell c ON c.billing_currency = l.billing_currency AND c.billing_month = l.billing_month
WHERE l.billed_cost IS DISTINCT FROM c.billed_cost
   OR l.effective_cost IS DISTINCT FROM c.effective_cost
   OR l.list_cost IS DISTINCT FROM c.list_cost
   OR l.contracted_cost IS DISTINCT FROM c.contracted_cost
   OR l.charge_count IS DISTINCT FROM c.charge_count
ORDER BY detail
