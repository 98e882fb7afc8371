-- acceptance_add: a person accepts a difference.
-- $1 month   $2 issuer   $3 account   $4 invoice or ''   $5 currency   $6 difference   $7 reason   $8 by whom   $9 now, UTC
INSERT INTO reconciliation_acceptance (billing_month, invoice_issuer_name, billing_account_id, invoice_id, billing_currency,
                                       delta, reason, accepted_by, accepted_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
