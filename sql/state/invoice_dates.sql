-- invoice_dates: when the invoice of an account's month was issued.
-- $1 the last day that is looked at   $2 data version: what came or was changed after it is left out
-- What is not written as a day chooses nothing: lines from before days were read strictly may have such.
-- Of several invoices for a month the last one counts: it is the one that completed the month.
SELECT invoice_issuer_name, billing_account_id, substr(billing_period_start, 1, 7) || '-01' AS billing_month,
       max(substr(invoice_issue_date, 1, 10)) AS issued_on
FROM invoice_detail
WHERE invoice_issue_status = 'Issued' AND substr(invoice_issue_date, 1, 10) <= $1
  AND substr(invoice_issue_date, 1, 10) LIKE '____-__-__' AND from_version <= $2
GROUP BY invoice_issuer_name, billing_account_id, billing_month
ORDER BY invoice_issuer_name, billing_account_id, billing_month;
