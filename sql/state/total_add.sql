-- total_add: totals of a delivery in one currency, exact decimals as text.
-- $1 delivery   $2 currency   $3 the provider's total   $4 billed   $5 effective   $6 list   $7 contracted   $8 charges
INSERT INTO delivery_total (delivery_id, billing_currency, control_total, billed_cost, effective_cost, list_cost, contracted_cost,
    charge_count)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
