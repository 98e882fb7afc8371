-- 0003_life: what persons decided about deliveries, whose money a scope holds in detail, and what a pair was made of
-- (focus-model.md 11.2, 11.3; mappings.md 4).

-- A finding that only a person can judge (a guard, a question of the mapping): the delivery may be accepted in spite of it.
-- A broken invariant is not such a finding.
ALTER TABLE delivery_check ADD COLUMN is_acceptable INTEGER NOT NULL DEFAULT 0;
UPDATE delivery_check SET is_acceptable = 1
WHERE outcome = 'failed' AND rule NOT LIKE 'INV-%' AND rule NOT IN ('ROWS', 'REJECTED');

-- Every decision of a person, never deleted.
CREATE TABLE delivery_decision (
    decision_no INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES delivery,
    decision    TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
    reason      TEXT NOT NULL,
    decided_at  TEXT NOT NULL
);
CREATE INDEX decision_by_delivery ON delivery_decision (delivery_id);

-- The sub accounts of a scope: two feeds of one billing account are the same money only where they share these.
CREATE TABLE scope_sub_account (
    delivery_id        INTEGER NOT NULL,
    scope_key          TEXT NOT NULL,
    source_id          INTEGER NOT NULL REFERENCES source,
    scope_start        TEXT NOT NULL,           -- as in delivery_scope
    scope_end          TEXT NOT NULL,
    provider_name      TEXT NOT NULL,           -- '' where the bill names none
    billing_account_id TEXT NOT NULL,
    sub_account_id     TEXT NOT NULL,           -- '' where a bill names no sub account at all
    PRIMARY KEY (delivery_id, scope_key, provider_name, billing_account_id, sub_account_id),
    FOREIGN KEY (delivery_id, scope_key) REFERENCES delivery_scope
);
CREATE INDEX sub_account_by_account ON scope_sub_account (billing_account_id, source_id, sub_account_id, scope_start);

-- Which half of a pair a delivery brought: 'actual', 'amortized', 'both'; NULL where the format knows no halves.
ALTER TABLE delivery ADD COLUMN kind TEXT;
-- What its manifest or its rows say a file is, and the delivery that it was first received with, when that is another one.
ALTER TABLE delivery_file ADD COLUMN kind TEXT;
ALTER TABLE delivery_file ADD COLUMN from_delivery_id INTEGER REFERENCES delivery;
