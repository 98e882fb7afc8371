-- 0010_invoice_since: since when an invoice says what it says, so that a question as of an earlier moment leaves it out.

-- The data version with which the line came, or became what it is.
ALTER TABLE invoice_detail ADD COLUMN from_version INTEGER NOT NULL DEFAULT 0;
UPDATE invoice_detail SET from_version = coalesce(
    (SELECT max(version) FROM data_change WHERE substr(changed_at, 1, 19) <= substr(loaded_at, 1, 19)), 0);
