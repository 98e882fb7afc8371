-- total_list: totals of one delivery per currency.
-- $1 the delivery
SELECT billing_currency, control_total, billed_cost, effective_cost, list_cost, contracted_cost, charge_count
FROM delivery_total WHERE delivery_id = $1 ORDER BY billing_currency;
