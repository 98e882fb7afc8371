-- acceptance_find: the last acceptance of exactly this difference.
-- $1 month   $2 issuer   $3 account   $4 invoice or ''   $5 currency   $6 difference
SELECT reason, accepted_by, accepted_at
FROM reconciliation_acceptance
WHERE billing_month = $1 AND invoice_issuer_name = $2 AND billing_account_id = $3 AND invoice_id = $4
  AND billing_currency = $5 AND delta = $6
ORDER BY acceptance_id DESC
LIMIT 1;
