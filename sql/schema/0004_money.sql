-- 0004_money: invoices as they were issued, and differences between invoice and bills that a person has accepted
-- (focus-model.md 4.2 and 12). Money is exact decimal text; times are ISO text in UTC.

-- One row per line of an invoice: the columns of FOCUS 1.4 Invoice Detail.
CREATE TABLE invoice_detail (
    invoice_issuer_name                TEXT NOT NULL,
    invoice_id                         TEXT NOT NULL,
    invoice_detail_id                  TEXT NOT NULL,
    invoice_issue_status               TEXT NOT NULL CHECK (invoice_issue_status IN ('Open', 'Issued', 'Voided')),
    billing_account_id                 TEXT NOT NULL,
    billing_period_start               TEXT NOT NULL,   -- first day of the invoice month
    billing_period_end                 TEXT NOT NULL,   -- first day after it
    billing_currency                   TEXT NOT NULL,
    billed_cost                        TEXT NOT NULL,
    charge_category                    TEXT NOT NULL CHECK (charge_category IN
                                           ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment')),
    invoice_detail_description         TEXT,
    invoice_issue_date                 TEXT,
    payment_due_date                   TEXT,
    payment_terms                      TEXT,
    purchase_order_number              TEXT,
    reference_invoice_id               TEXT NOT NULL,   -- its own invoice, or the one that it corrects
    payment_currency                   TEXT,
    payment_currency_billed_cost       TEXT,
    payment_currency_invoice_detail_id TEXT,
    invoice_detail_grain               TEXT,            -- JSON as it was delivered; what we know of it stands below
    service_name                       TEXT,
    service_category                   TEXT,
    sub_account_id                     TEXT,
    sub_account_name                   TEXT,
    region_id                          TEXT,
    publisher_name                     TEXT,
    invoice_detail_created             TEXT NOT NULL,
    invoice_detail_last_updated        TEXT NOT NULL,
    origin                             TEXT NOT NULL,   -- name of the file, or 'typed'
    loaded_at                          TEXT NOT NULL,
    PRIMARY KEY (invoice_issuer_name, invoice_id, invoice_detail_id)
);
CREATE INDEX invoice_by_month ON invoice_detail (billing_period_start);

-- A person has looked at a difference and accepts it. It holds for exactly this difference: when invoice or bills change,
-- it holds no longer. Never deleted.
CREATE TABLE reconciliation_acceptance (
    acceptance_id       INTEGER PRIMARY KEY,
    billing_month       TEXT NOT NULL,                  -- "2026-10"
    invoice_issuer_name TEXT NOT NULL,
    billing_account_id  TEXT NOT NULL,
    invoice_id          TEXT NOT NULL,                  -- '' where the whole account was compared
    billing_currency    TEXT NOT NULL,
    delta               TEXT NOT NULL,                  -- bills less invoice
    reason              TEXT NOT NULL,
    accepted_by         TEXT NOT NULL,
    accepted_at         TEXT NOT NULL
);
CREATE INDEX acceptance_by_month ON reconciliation_acceptance (billing_month);
