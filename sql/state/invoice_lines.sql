-- invoice_lines: the lines of a month that are to be compared with its bills. A voided invoice is none.
-- $1 month, "2026-10"
SELECT invoice_issuer_name, invoice_id, billing_account_id, billing_currency, charge_category, service_name, service_category,
       sub_account_id, sub_account_name, region_id, publisher_name, invoice_detail_description, billed_cost
FROM invoice_detail
WHERE substr(billing_period_start, 1, 7) = $1 AND invoice_issue_status <> 'Voided'
ORDER BY invoice_issuer_name, invoice_id, invoice_detail_id;
