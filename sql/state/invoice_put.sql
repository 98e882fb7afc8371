-- invoice_put: one line of an invoice; a line with the same key is replaced.
-- $1 to $28 the columns in the order of the table   $29 origin   $30 now, UTC
-- $31 1: its number was made   $32 data version
-- When the line was first made stays as it was.
INSERT INTO invoice_detail (
    invoice_issuer_name, invoice_id, invoice_detail_id, invoice_issue_status, billing_account_id, billing_period_start,
    billing_period_end, billing_currency, billed_cost, charge_category, invoice_detail_description, invoice_issue_date,
    payment_due_date, payment_terms, purchase_order_number, reference_invoice_id, payment_currency,
    payment_currency_billed_cost, payment_currency_invoice_detail_id, invoice_detail_grain, service_name, service_category,
    sub_account_id, sub_account_name, region_id, publisher_name, invoice_detail_created, invoice_detail_last_updated,
    origin, loaded_at, is_made, seen_version, from_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
        $26, $27, $28, $29, $30, $31, $32, $32)
ON CONFLICT (invoice_issuer_name, invoice_id, invoice_detail_id) DO UPDATE SET
    invoice_issue_status = excluded.invoice_issue_status,
    billing_account_id = excluded.billing_account_id,
    billing_period_start = excluded.billing_period_start,
    billing_period_end = excluded.billing_period_end,
    billing_currency = excluded.billing_currency,
    billed_cost = excluded.billed_cost,
    charge_category = excluded.charge_category,
    invoice_detail_description = excluded.invoice_detail_description,
    invoice_issue_date = excluded.invoice_issue_date,
    payment_due_date = excluded.payment_due_date,
    payment_terms = excluded.payment_terms,
    purchase_order_number = excluded.purchase_order_number,
    reference_invoice_id = excluded.reference_invoice_id,
    payment_currency = excluded.payment_currency,
    payment_currency_billed_cost = excluded.payment_currency_billed_cost,
    payment_currency_invoice_detail_id = excluded.payment_currency_invoice_detail_id,
    invoice_detail_grain = excluded.invoice_detail_grain,
    service_name = excluded.service_name,
    service_category = excluded.service_category,
    sub_account_id = excluded.sub_account_id,
    sub_account_name = excluded.sub_account_name,
    region_id = excluded.region_id,
    publisher_name = excluded.publisher_name,
    invoice_detail_last_updated = excluded.invoice_detail_last_updated,
    origin = excluded.origin,
    loaded_at = excluded.loaded_at,
    is_made = excluded.is_made,
    seen_version = excluded.seen_version,
    from_version = excluded.from_version;
