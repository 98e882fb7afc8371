-- invoice_account: who issues the invoice of a month, and to which account, as far as the bills that count know it.
-- $1 month, "2026-10"   $2 currency   $3 issuer or NULL   $4 account or NULL
-- Three rows are enough to tell that there is a choice.
SELECT DISTINCT a.invoice_issuer_name, a.billing_account_id
FROM scope_account a
JOIN delivery_scope s ON s.delivery_id = a.delivery_id AND s.scope_key = a.scope_key
WHERE s.state = 'active' AND s.role = 'primary' AND substr(a.scope_key, 1, 7) = $1 AND a.billing_currency = $2
  AND (a.invoice_issuer_name = $3 OR $3 IS NULL) AND (a.billing_account_id = $4 OR $4 IS NULL)
ORDER BY a.invoice_issuer_name, a.billing_account_id
LIMIT 3;
