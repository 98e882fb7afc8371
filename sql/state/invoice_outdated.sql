-- invoice_outdated: remove lines without a number of their own that the file of this data version no longer brings. It brings an
-- invoice whole; an invoice of which it has numbered lines alone stays as it is.
-- $1 data version
DELETE FROM invoice_detail
WHERE is_made = 1 AND seen_version <> $1
  AND EXISTS (SELECT 1 FROM invoice_detail AS brought
              WHERE brought.invoice_issuer_name = invoice_detail.invoice_issuer_name
                AND brought.invoice_id = invoice_detail.invoice_id AND brought.is_made = 1 AND brought.seen_version = $1);
