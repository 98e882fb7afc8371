-- 0009_invoice_version: invoices, too, are a reason for a data version.

CREATE TABLE data_change_new (
    version     INTEGER PRIMARY KEY,
    changed_at  TEXT NOT NULL,
    reason      TEXT NOT NULL CHECK (reason IN
                    ('ingested', 'accepted', 'rejected', 'priority', 'rates', 'tags', 'links', 'invoices', 'migrated')),
    delivery_id INTEGER REFERENCES delivery
);
INSERT INTO data_change_new (version, changed_at, reason, delivery_id)
SELECT version, changed_at, reason, delivery_id FROM data_change;
DROP TABLE data_change;
ALTER TABLE data_change_new RENAME TO data_change;
