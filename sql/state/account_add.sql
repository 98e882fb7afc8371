-- account_add: what a scope of a delivery holds of one account.
-- $1 delivery   $2 scope key   $3 provider or ''   $4 billing account   $5 issuer   $6 currency   $7 billed cost
-- $8 effective cost   $9 charges
INSERT INTO scope_account (delivery_id, scope_key, provider_name, billing_account_id, invoice_issuer_name, billing_currency,
    billed_cost, effective_cost, charge_count)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
