-- 0008_invoice_line: lines of invoices that came without a number are told apart by more, and known as such.

-- 1: the line came without a number, and this one was made.
ALTER TABLE invoice_detail ADD COLUMN is_made INTEGER NOT NULL DEFAULT 0 CHECK (is_made IN (0, 1));
-- The data version in which it was given last.
ALTER TABLE invoice_detail ADD COLUMN seen_version INTEGER NOT NULL DEFAULT 0;

-- Typed lines were known by category, service and account alone; now it is the month and everything that they are about.
UPDATE invoice_detail SET is_made = 1,
    invoice_detail_id = substr(billing_period_start, 1, 7) || '/' || charge_category
        || coalesce('/service_name=' || replace(replace(service_name, '%', '%25'), '/', '%2F'), '')
        || coalesce('/service_category=' || replace(replace(service_category, '%', '%25'), '/', '%2F'), '')
        || coalesce('/sub_account_id=' || replace(replace(sub_account_id, '%', '%25'), '/', '%2F'), '')
        || coalesce('/sub_account_name=' || replace(replace(sub_account_name, '%', '%25'), '/', '%2F'), '')
        || coalesce('/region_id=' || replace(replace(region_id, '%', '%25'), '/', '%2F'), '')
        || coalesce('/publisher_name=' || replace(replace(publisher_name, '%', '%25'), '/', '%2F'), '')
WHERE origin = 'typed'
  AND invoice_detail_id = charge_category || '/' || coalesce(service_name, '') || '/' || coalesce(sub_account_id, '');

-- Lines of files were known by their row. A number that a file did give looks the same; it matters only when another file
-- brings the same invoice without numbers, and then that file has all its lines.
UPDATE invoice_detail SET is_made = 1 WHERE origin <> 'typed' AND trim(invoice_detail_id, '0123456789') = '';
