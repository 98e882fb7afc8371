-- account_list: what each scope of one delivery holds of whom.
-- $1 the delivery
SELECT scope_key, provider_name, billing_account_id, invoice_issuer_name, billing_currency, billed_cost, effective_cost,
       charge_count
FROM scope_account WHERE delivery_id = $1
ORDER BY scope_key, provider_name, billing_account_id, invoice_issuer_name, billing_currency;
