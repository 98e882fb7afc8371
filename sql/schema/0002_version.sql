-- 0002_version: what counted at every data version, so that any question can be asked as of any moment, and the accounts
-- of every scope, so that two feeds of the same money are found (focus-model.md 11.2, 11.3).

-- Times always have six decimals, so that their texts compare as the times do.
UPDATE delivery SET
    produced_at = CASE WHEN produced_at LIKE '%.%' THEN produced_at ELSE replace(produced_at, 'Z', '.000000Z') END,
    arrived_at = CASE WHEN arrived_at LIKE '%.%' THEN arrived_at ELSE replace(arrived_at, 'Z', '.000000Z') END,
    activated_at = CASE WHEN activated_at LIKE '%.%' THEN activated_at ELSE replace(activated_at, 'Z', '.000000Z') END,
    superseded_at = CASE WHEN superseded_at LIKE '%.%' THEN superseded_at ELSE replace(superseded_at, 'Z', '.000000Z') END;

-- Every data version: when it began, and why. changed_at never goes back, whatever the clock does.
CREATE TABLE data_change (
    version     INTEGER PRIMARY KEY,
    changed_at  TEXT NOT NULL,
    reason      TEXT NOT NULL CHECK (reason IN
                    ('ingested', 'accepted', 'rejected', 'priority', 'rates', 'tags', 'links', 'migrated')),
    delivery_id INTEGER REFERENCES delivery     -- NULL where no delivery was the reason
);

-- Which scopes counted from which version on until before which. Never deleted; closed only.
-- 'primary' counts in answers; 'shadow' is the same money from a feed of lower priority, which is only compared.
CREATE TABLE scope_activity (
    delivery_id   INTEGER NOT NULL REFERENCES delivery,
    scope_key     TEXT NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('primary', 'shadow')),
    from_version  INTEGER NOT NULL,
    until_version INTEGER,                      -- exclusive; NULL: it still counts
    PRIMARY KEY (delivery_id, scope_key, from_version),
    FOREIGN KEY (delivery_id, scope_key) REFERENCES delivery_scope
);
CREATE UNIQUE INDEX activity_open ON scope_activity (delivery_id, scope_key) WHERE until_version IS NULL;

-- The present role of an active scope.
ALTER TABLE delivery_scope ADD COLUMN role TEXT NOT NULL DEFAULT 'primary' CHECK (role IN ('primary', 'shadow'));

-- What a scope holds of whom: one row per provider, billing account, issuer of the invoice, and currency.
CREATE TABLE scope_account (
    delivery_id         INTEGER NOT NULL,
    scope_key           TEXT NOT NULL,
    provider_name       TEXT NOT NULL,          -- '' where the bill names none
    billing_account_id  TEXT NOT NULL,
    invoice_issuer_name TEXT NOT NULL,
    billing_currency    TEXT NOT NULL,
    billed_cost         TEXT NOT NULL,
    effective_cost      TEXT NOT NULL,
    charge_count        INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, scope_key, provider_name, billing_account_id, invoice_issuer_name, billing_currency),
    FOREIGN KEY (delivery_id, scope_key) REFERENCES delivery_scope
);

-- Homes from before this table: each activation was one version, in the order of time. What had been replaced before the
-- last version cannot be told exactly from one another when several scopes changed at once; their times can.
INSERT INTO data_change (version, changed_at, reason, delivery_id)
SELECT row_number() OVER (ORDER BY activated_at, delivery_id), activated_at, 'migrated', delivery_id
FROM delivery WHERE activated_at IS NOT NULL;
INSERT INTO scope_activity (delivery_id, scope_key, role, from_version, until_version)
SELECT s.delivery_id, s.scope_key, 'primary',
       (SELECT min(version) FROM data_change c WHERE c.delivery_id = s.delivery_id),
       (SELECT min(version) FROM data_change c WHERE c.delivery_id = s.superseded_by)
FROM delivery_scope s WHERE s.activated_at IS NOT NULL;
UPDATE data_version SET version = max(version, coalesce((SELECT max(version) FROM data_change), 0));
