-- invoice_list: lines of invoices.
-- $1 month, "2026-10", or NULL   $2 invoice, or NULL   $3 issuer, or NULL   $4 how many at most
SELECT invoice_issuer_name, invoice_id, invoice_detail_id, invoice_issue_status, billing_account_id,
       substr(billing_period_start, 1, 7) AS billing_period, billing_currency, billed_cost, charge_category,
       invoice_detail_description, service_name, service_category, sub_account_id, sub_account_name, region_id, publisher_name,
       invoice_issue_date, payment_due_date, payment_terms, purchase_order_number, reference_invoice_id, payment_currency,
       payment_currency_billed_cost, payment_currency_invoice_detail_id, invoice_detail_created, invoice_detail_last_updated,
       origin
FROM invoice_detail
WHERE (substr(billing_period_start, 1, 7) = $1 OR $1 IS NULL) AND (invoice_id = $2 OR $2 IS NULL)
  AND (invoice_issuer_name = $3 OR $3 IS NULL)
ORDER BY billing_period_start DESC, invoice_issuer_name, invoice_id, invoice_detail_id
LIMIT $4;
