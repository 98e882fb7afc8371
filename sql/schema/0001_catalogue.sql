-- 0001_catalogue: what was delivered, what of it counts now, and what was found about it (focus-model.md 11).
-- Money is text: exact decimals that SQL engines other than this one add up. Times are ISO text in UTC.

CREATE TABLE source (
    source_id          INTEGER PRIMARY KEY,
    name               TEXT NOT NULL UNIQUE,   -- "aws.cur2:123456789012", or what --source said
    provider_name      TEXT,                   -- AWS, Microsoft ...; NULL when a feed has several
    format             TEXT NOT NULL,          -- format key, "aws.cur2"
    billing_account_id TEXT,                   -- NULL when a feed has several or none
    role               TEXT NOT NULL DEFAULT 'primary' CHECK (role IN ('primary', 'shadow')),
    priority           INTEGER NOT NULL DEFAULT 0,
    layout             TEXT,                   -- columns a simple CSV had when the source was made; NULL for other formats
    created_at         TEXT NOT NULL
);

CREATE TABLE delivery (
    delivery_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id       INTEGER REFERENCES source,  -- NULL while the file is not recognised
    dataset         TEXT NOT NULL,              -- "cost_and_usage"
    format          TEXT,                       -- format key; NULL when not recognised
    format_version  TEXT,
    mapping_version TEXT,
    name            TEXT NOT NULL,              -- what the user called it: file or directory
    execution_id    TEXT,                       -- the provider's id of the export run, from its manifest
    produced_at     TEXT NOT NULL,              -- from the manifest, else arrived_at
    arrived_at      TEXT NOT NULL,
    content_hash    TEXT NOT NULL,              -- over the sorted list of (size, sha256) of its files
    byte_count      INTEGER NOT NULL,
    row_count       INTEGER NOT NULL DEFAULT 0,
    charge_count    INTEGER NOT NULL DEFAULT 0,
    dropped_count   INTEGER NOT NULL DEFAULT 0,
    rejected_count  INTEGER NOT NULL DEFAULT 0,
    state           TEXT NOT NULL CHECK (state IN
                        ('discovered', 'staged', 'checked', 'active', 'superseded', 'held', 'rejected', 'duplicate')),
    message         TEXT NOT NULL DEFAULT '',
    duplicate_of    INTEGER REFERENCES delivery,
    activated_at    TEXT,
    superseded_at   TEXT                        -- when its last active scope was replaced
);
CREATE INDEX delivery_by_content ON delivery (content_hash);
CREATE INDEX delivery_by_state ON delivery (state);

-- What one delivery completely describes: a billing month, or a single day of a simple CSV.
CREATE TABLE delivery_scope (
    delivery_id      INTEGER NOT NULL REFERENCES delivery,
    source_id        INTEGER NOT NULL REFERENCES source,
    dataset          TEXT NOT NULL,
    scope_key        TEXT NOT NULL,             -- "2026-10", or "2026-10-31" for a day
    scope_start      TEXT NOT NULL,             -- dates, half-open
    scope_end        TEXT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('checked', 'active', 'superseded', 'held')),
    charge_count     INTEGER NOT NULL,
    first_charge_date TEXT,
    last_charge_date TEXT,
    activated_at     TEXT,
    superseded_at    TEXT,
    superseded_by    INTEGER REFERENCES delivery,
    PRIMARY KEY (delivery_id, scope_key)
);
CREATE UNIQUE INDEX one_active ON delivery_scope (source_id, dataset, scope_key) WHERE state = 'active';
CREATE INDEX scope_by_state ON delivery_scope (state, scope_start);

CREATE TABLE delivery_file (
    delivery_id INTEGER NOT NULL REFERENCES delivery,
    file_no     INTEGER NOT NULL,               -- sys_file_no of its charges
    name        TEXT NOT NULL,
    byte_count  INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    PRIMARY KEY (delivery_id, file_no)
);
CREATE INDEX file_by_hash ON delivery_file (sha256);

-- Totals per currency: the provider's own (exact), and what we stored.
CREATE TABLE delivery_total (
    delivery_id      INTEGER NOT NULL REFERENCES delivery,
    billing_currency TEXT NOT NULL,
    control_total    TEXT NOT NULL,
    billed_cost      TEXT NOT NULL,
    effective_cost   TEXT NOT NULL,
    list_cost        TEXT NOT NULL,
    contracted_cost  TEXT NOT NULL,
    charge_count     INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, billing_currency)
);

-- Raw rows that a named rule left out or folded into others.
CREATE TABLE delivery_drop (
    delivery_id      INTEGER NOT NULL REFERENCES delivery,
    rule             TEXT NOT NULL,
    billing_currency TEXT NOT NULL,
    row_count        INTEGER NOT NULL,
    cost             TEXT NOT NULL,
    PRIMARY KEY (delivery_id, rule, billing_currency)
);

-- What the mapping and the checks found: one row per rule and finding.
CREATE TABLE delivery_check (
    delivery_id   INTEGER NOT NULL REFERENCES delivery,
    check_no      INTEGER NOT NULL,
    rule          TEXT NOT NULL,                -- "INV-08", "AWS-NET"
    outcome       TEXT NOT NULL CHECK (outcome IN ('passed', 'note', 'warning', 'failed')),
    failing_count INTEGER NOT NULL DEFAULT 0,
    detail        TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (delivery_id, check_no)
);

-- Files of ours that belong to the delivery, below charge/<delivery_id>/.
CREATE TABLE delivery_artifact (
    delivery_id INTEGER NOT NULL REFERENCES delivery,
    name        TEXT NOT NULL,                  -- "charge.parquet"
    byte_count  INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    PRIMARY KEY (delivery_id, name)
);

-- One row: goes up by one with every activation, so that a cached answer knows when it is old.
CREATE TABLE data_version (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL
);
INSERT INTO data_version VALUES (1, 0);
