-- 0005_rates: exchange rates by day (focus-model.md 8), and how tags are called alike (10.2). Like scopes, rows are closed and
-- never deleted, so that a question as of an earlier moment finds what was known then.

-- One unit of base_currency is `rate` units of quote_currency, from valid_from on until before valid_to, or until the next
-- rate of the pair if that is earlier. Inverse and cross rates are computed, never stored.
CREATE TABLE fx_rate (
    rate_set       TEXT NOT NULL,               -- ecb_daily, provider_invoice, budget_2026 ...
    base_currency  TEXT NOT NULL,
    quote_currency TEXT NOT NULL,
    valid_from     TEXT NOT NULL,               -- dates
    valid_to       TEXT,                        -- exclusive; NULL: until the next one
    rate           TEXT NOT NULL,
    source         TEXT NOT NULL,               -- the file it came from, or who said it
    loaded_at      TEXT NOT NULL,
    from_version   INTEGER NOT NULL,
    until_version  INTEGER                      -- exclusive; NULL: it still counts
);
CREATE UNIQUE INDEX fx_rate_open ON fx_rate (rate_set, base_currency, quote_currency, valid_from) WHERE until_version IS NULL;
CREATE INDEX fx_rate_by_set ON fx_rate (rate_set, valid_from);

-- Keys of tags that mean the same: a pattern (* stands for any text) of a provider's keys becomes one key.
CREATE TABLE tag_key_map (
    provider_name   TEXT NOT NULL,              -- '': every provider
    raw_key_pattern TEXT NOT NULL,
    norm_key        TEXT NOT NULL,
    priority        INTEGER NOT NULL,           -- the highest wins
    from_version    INTEGER NOT NULL,
    until_version   INTEGER
);
CREATE UNIQUE INDEX tag_key_map_open ON tag_key_map (provider_name, raw_key_pattern) WHERE until_version IS NULL;

-- Values of a key that mean the same.
CREATE TABLE tag_value_map (
    norm_key      TEXT NOT NULL,
    raw_value     TEXT NOT NULL,
    norm_value    TEXT NOT NULL,
    from_version  INTEGER NOT NULL,
    until_version INTEGER
);
CREATE UNIQUE INDEX tag_value_map_open ON tag_value_map (norm_key, raw_value) WHERE until_version IS NULL;
