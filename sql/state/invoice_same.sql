-- invoice_same: a line that is given again as it is stays as it is; it was only seen once more.
-- $1 to $32 as for invoice_put   $33 when the issuer changed it last, or NULL where that is not said
UPDATE invoice_detail SET seen_version = $32
WHERE invoice_issuer_name = $1 AND invoice_id = $2 AND invoice_detail_id = $3 AND is_made = $31
  AND (invoice_detail_last_updated = $33 OR $33 IS NULL)
  AND invoice_issue_status IS NOT DISTINCT FROM $4
  AND billing_account_id IS NOT DISTINCT FROM $5
  AND billing_period_start IS NOT DISTINCT FROM $6
  AND billing_period_end IS NOT DISTINCT FROM $7
  AND billing_currency IS NOT DISTINCT FROM $8
  AND billed_cost IS NOT DISTINCT FROM $9
  AND charge_category IS NOT DISTINCT FROM $10
  AND invoice_detail_description IS NOT DISTINCT FROM $11
  AND invoice_issue_date IS NOT DISTINCT FROM $12
  AND payment_due_date IS NOT DISTINCT FROM $13
  AND payment_terms IS NOT DISTINCT FROM $14
  AND purchase_order_number IS NOT DISTINCT FROM $15
  AND reference_invoice_id IS NOT DISTINCT FROM $16
  AND payment_currency IS NOT DISTINCT FROM $17
  AND payment_currency_billed_cost IS NOT DISTINCT FROM $18
  AND payment_currency_invoice_detail_id IS NOT DISTINCT FROM $19
  AND invoice_detail_grain IS NOT DISTINCT FROM $20
  AND service_name IS NOT DISTINCT FROM $21
  AND service_category IS NOT DISTINCT FROM $22
  AND sub_account_id IS NOT DISTINCT FROM $23
  AND sub_account_name IS NOT DISTINCT FROM $24
  AND region_id IS NOT DISTINCT FROM $25
  AND publisher_name IS NOT DISTINCT FROM $26;
