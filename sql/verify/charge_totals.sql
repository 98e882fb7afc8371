-- charge_totals: what the charges of one delivery add up to, per currency.
-- {{charge}}  the charges of the delivery
SELECT
    billing_currency,
    sum(billed_cost) AS billed_cost,
    sum(effective_cost) AS effective_cost,
    sum(list_cost) AS list_cost,
    sum(contracted_cost) AS contracted_cost,
    count(*) AS charge_count
FROM {{charge}} AS charge
GROUP BY billing_currency
ORDER BY billing_currency
