-- 0010_charge: charges, rollups and tags on PostgreSQL. Embedded they are Parquet files (warehouse_parquet.c); here a run loads
-- those files into tables (warehouse_postgres.c) and removes them.
--
-- A delivery's charges of one billing month are a table of their own, a leaf: charge_17_202610. Loaded while nothing knows it, it
-- becomes a partition of `charge` when the delivery counts and stops being one when another delivery takes its place; it stays
-- readable as long as the catalogue knows the delivery. So `charge` holds what counts and is there for BI tools. Our own questions
-- name the deliveries that they read, by the view charge_17 over a delivery's leaves: what they read stays as it is while others
-- are loaded and activated.
--
-- `charge` may hold rows that do not count, those in charge_day_out: a feed that replaces day by day leaves a delivery some days of
-- a month. Who reads `charge` leaves them out:
--     WHERE NOT EXISTS (SELECT 1 FROM charge_day_out o
--                       WHERE o.sys_delivery_id = charge.sys_delivery_id AND o.sys_charge_date = charge.sys_charge_date)
-- Rollups and tags of all deliveries are there whether they count or not: who reads them names deliveries.
--
-- A new column of charges is one call: SELECT add_charge_column('x_new', 'TEXT COLLATE "C"'). ALTER TABLE charge alone would not
-- reach the leaves that do not count, nor the views of deliveries.
--
-- Transactions that last, those that load, must not read `charge` itself: taking a partition away waits for all who do.

-- What a leaf looks like; always empty. Those columns of src/focus/column.c, in its order, and the source.
CREATE TABLE charge_form (
    billed_cost                            NUMERIC(38,12) NOT NULL,
    effective_cost                         NUMERIC(38,12) NOT NULL,
    list_cost                              NUMERIC(38,12) NOT NULL,
    contracted_cost                        NUMERIC(38,12) NOT NULL,
    list_unit_price                        NUMERIC(38,15),
    contracted_unit_price                  NUMERIC(38,15),
    billing_currency                       TEXT COLLATE "C" NOT NULL,
    pricing_currency                       TEXT COLLATE "C",
    pricing_currency_list_unit_price       NUMERIC(38,15),
    pricing_currency_contracted_unit_price NUMERIC(38,15),
    pricing_currency_effective_cost        NUMERIC(38,12),
    charge_category                        TEXT COLLATE "C" NOT NULL,
    charge_class                           TEXT COLLATE "C",
    charge_description                     TEXT COLLATE "C",
    charge_frequency                       TEXT COLLATE "C" NOT NULL,
    pricing_category                       TEXT COLLATE "C",
    pricing_quantity                       NUMERIC(38,12),
    pricing_unit                           TEXT COLLATE "C",
    consumed_quantity                      NUMERIC(38,12),
    consumed_unit                          TEXT COLLATE "C",
    billing_period_start                   TIMESTAMP NOT NULL,
    billing_period_end                     TIMESTAMP NOT NULL,
    charge_period_start                    TIMESTAMP NOT NULL,
    charge_period_end                      TIMESTAMP NOT NULL,
    billing_account_id                     TEXT COLLATE "C" NOT NULL,
    billing_account_name                   TEXT COLLATE "C",
    billing_account_type                   TEXT COLLATE "C",
    sub_account_id                         TEXT COLLATE "C",
    sub_account_name                       TEXT COLLATE "C",
    sub_account_type                       TEXT COLLATE "C",
    service_provider_name                  TEXT COLLATE "C" NOT NULL,
    host_provider_name                     TEXT COLLATE "C",
    invoice_issuer_name                    TEXT COLLATE "C" NOT NULL,
    provider_name                          TEXT COLLATE "C",
    publisher_name                         TEXT COLLATE "C",
    invoice_id                             TEXT COLLATE "C",
    invoice_detail_id                      TEXT COLLATE "C",
    service_name                           TEXT COLLATE "C" NOT NULL,
    service_category                       TEXT COLLATE "C" NOT NULL,
    service_subcategory                    TEXT COLLATE "C" NOT NULL,
    resource_id                            TEXT COLLATE "C",
    resource_name                          TEXT COLLATE "C",
    resource_type                          TEXT COLLATE "C",
    region_id                              TEXT COLLATE "C",
    region_name                            TEXT COLLATE "C",
    availability_zone                      TEXT COLLATE "C",
    sku_id                                 TEXT COLLATE "C",
    sku_meter                              TEXT COLLATE "C",
    sku_price_id                           TEXT COLLATE "C",
    sku_price_details                      TEXT COLLATE "C",
    tag_set_id                             BIGINT,
    commitment_discount_id                 TEXT COLLATE "C",
    commitment_discount_name               TEXT COLLATE "C",
    commitment_discount_category           TEXT COLLATE "C",
    commitment_discount_type               TEXT COLLATE "C",
    commitment_discount_status             TEXT COLLATE "C",
    commitment_discount_quantity           NUMERIC(38,12),
    commitment_discount_unit               TEXT COLLATE "C",
    commitment_program_eligibility_details TEXT COLLATE "C",
    capacity_reservation_id                TEXT COLLATE "C",
    capacity_reservation_status            TEXT COLLATE "C",
    contract_applied                       TEXT COLLATE "C",
    allocated_method_id                    TEXT COLLATE "C",
    allocated_method_details               TEXT COLLATE "C",
    allocated_resource_id                  TEXT COLLATE "C",
    allocated_resource_name                TEXT COLLATE "C",
    allocated_tags                         TEXT COLLATE "C",
    sys_delivery_id                        BIGINT NOT NULL,
    sys_file_no                            BIGINT NOT NULL,
    sys_row_no                             BIGINT NOT NULL,
    sys_part_no                            BIGINT NOT NULL,
    sys_billing_month                      DATE NOT NULL,
    sys_charge_date                        DATE NOT NULL,
    sys_mapping_version                    TEXT COLLATE "C" NOT NULL,
    x_charge_subtype                       TEXT COLLATE "C",
    x_native_charge_id                     TEXT COLLATE "C",
    x_coverage                             TEXT COLLATE "C",
    x_native_cost                          NUMERIC(38,12),
    x_contracted_cost_is_estimated         BOOLEAN NOT NULL,
    x_list_cost_is_estimated               BOOLEAN NOT NULL,
    x_effective_cost_is_estimated          BOOLEAN NOT NULL,
    x_billing_exchange_rate                NUMERIC(38,15),
    x_cost_category                        TEXT COLLATE "C",
    x_pricing_block_size                   NUMERIC(38,12),
    x_service_component                    TEXT COLLATE "C",
    x_compartment_id                       TEXT COLLATE "C",
    x_compartment_name                     TEXT COLLATE "C",
    x_source_adjustments                   TEXT COLLATE "C",
    sys_source_id                          BIGINT NOT NULL
);

-- What counts, one partition per leaf. One level of partitions, because Citus takes no more.
CREATE TABLE charge (LIKE charge_form) PARTITION BY RANGE (sys_billing_month, sys_source_id, sys_delivery_id);

-- Deliveries whose charges are here, whole, whether they count or not; `centavo copy` brings them before the catalogue.
CREATE TABLE charge_delivery (
    delivery_id BIGINT PRIMARY KEY,
    source_id   BIGINT NOT NULL
);

-- Their leaves. is_attached: it is a partition of charge, as it is when a scope counts that has charges of it.
CREATE TABLE charge_leaf (
    delivery_id       BIGINT NOT NULL REFERENCES charge_delivery,
    source_id         BIGINT NOT NULL,
    billing_month     DATE NOT NULL,
    first_charge_date DATE NOT NULL,
    last_charge_date  DATE NOT NULL,
    charge_count      BIGINT NOT NULL,
    is_attached       BOOLEAN NOT NULL DEFAULT false,
    PRIMARY KEY (delivery_id, billing_month)
);

-- In how many of a delivery's charges a column has a value: what the statistics of a Parquet file say.
CREATE TABLE charge_fill (
    sys_delivery_id BIGINT NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    charge_count    BIGINT NOT NULL,
    filled_count    BIGINT NOT NULL,
    PRIMARY KEY (sys_delivery_id, name)
);

-- Rows of the bill that could not be mapped.
CREATE TABLE charge_reject (
    sys_delivery_id BIGINT NOT NULL,
    file_no         BIGINT NOT NULL,
    row_no          BIGINT NOT NULL,
    "column"        TEXT COLLATE "C",
    reason          TEXT COLLATE "C" NOT NULL
);
CREATE INDEX charge_reject_by_delivery ON charge_reject (sys_delivery_id, file_no, row_no);

-- Distinct sets of tags of a delivery, and the same with a row per key.
CREATE TABLE tag_set (
    sys_delivery_id BIGINT NOT NULL,
    tag_set_id      BIGINT NOT NULL,
    tags            TEXT COLLATE "C" NOT NULL,        -- JSON
    PRIMARY KEY (sys_delivery_id, tag_set_id)         -- so that bi.charge does without the tags where nobody asks for them
);
CREATE TABLE tag_value (
    sys_delivery_id BIGINT NOT NULL,
    tag_set_id      BIGINT NOT NULL,
    key             TEXT COLLATE "C" NOT NULL,
    value           TEXT COLLATE "C" NOT NULL
);
CREATE INDEX tag_value_by_delivery ON tag_value (sys_delivery_id);
CREATE INDEX tag_value_by_key ON tag_value USING hash (key); -- a btree takes keys of at most 2,700 bytes

-- Rollups, made by sql/rollup/. A cost is two whole numbers: *_micro of 1e-6 and *_rest of 1e-12, because sums of NUMERIC are many
-- times slower. sys_row_no: number of the row in the rollup of its delivery.
CREATE TABLE cost_daily (
    sys_delivery_id              BIGINT NOT NULL,
    charge_date                  DATE NOT NULL,
    billing_period_start         DATE NOT NULL,
    provider_name                TEXT COLLATE "C",
    service_provider_name        TEXT COLLATE "C" NOT NULL,
    invoice_issuer_name          TEXT COLLATE "C" NOT NULL,
    billing_account_id           TEXT COLLATE "C" NOT NULL,
    billing_account_name         TEXT COLLATE "C",
    sub_account_id               TEXT COLLATE "C",
    sub_account_name             TEXT COLLATE "C",
    service_category             TEXT COLLATE "C" NOT NULL,
    service_subcategory          TEXT COLLATE "C" NOT NULL,
    service_name                 TEXT COLLATE "C" NOT NULL,
    region_id                    TEXT COLLATE "C",
    region_name                  TEXT COLLATE "C",
    charge_category              TEXT COLLATE "C" NOT NULL,
    charge_class                 TEXT COLLATE "C",
    charge_frequency             TEXT COLLATE "C" NOT NULL,
    pricing_category             TEXT COLLATE "C",
    commitment_discount_status   TEXT COLLATE "C",
    x_coverage                   TEXT COLLATE "C",
    billing_currency             TEXT COLLATE "C" NOT NULL,
    billed_cost_micro            BIGINT NOT NULL,
    billed_cost_rest             BIGINT NOT NULL,
    effective_cost_micro         BIGINT NOT NULL,
    effective_cost_rest          BIGINT NOT NULL,
    list_cost_micro              BIGINT NOT NULL,
    list_cost_rest               BIGINT NOT NULL,
    contracted_cost_micro        BIGINT NOT NULL,
    contracted_cost_rest         BIGINT NOT NULL,
    charge_count                 BIGINT NOT NULL,
    sys_row_no                   BIGINT NOT NULL
);
CREATE INDEX cost_daily_by_delivery ON cost_daily (sys_delivery_id);
CREATE TABLE cost_overview (
    sys_delivery_id              BIGINT NOT NULL,
    charge_date                  DATE NOT NULL,
    billing_period_start         DATE NOT NULL,
    provider_name                TEXT COLLATE "C",
    service_category             TEXT COLLATE "C" NOT NULL,
    service_name                 TEXT COLLATE "C" NOT NULL,
    sub_account_id               TEXT COLLATE "C",
    sub_account_name             TEXT COLLATE "C",
    charge_category              TEXT COLLATE "C" NOT NULL,
    billing_currency             TEXT COLLATE "C" NOT NULL,
    billed_cost_micro            BIGINT NOT NULL,
    billed_cost_rest             BIGINT NOT NULL,
    effective_cost_micro         BIGINT NOT NULL,
    effective_cost_rest          BIGINT NOT NULL,
    list_cost_micro              BIGINT NOT NULL,
    list_cost_rest               BIGINT NOT NULL,
    contracted_cost_micro        BIGINT NOT NULL,
    contracted_cost_rest         BIGINT NOT NULL,
    charge_count                 BIGINT NOT NULL,
    sys_row_no                   BIGINT NOT NULL
);
CREATE INDEX cost_overview_by_delivery ON cost_overview (sys_delivery_id);
CREATE TABLE cost_monthly (
    sys_delivery_id              BIGINT NOT NULL,
    charge_month                 DATE NOT NULL,
    billing_period_start         DATE NOT NULL,
    provider_name                TEXT COLLATE "C",
    billing_account_id           TEXT COLLATE "C" NOT NULL,
    billing_account_name         TEXT COLLATE "C",
    sub_account_id               TEXT COLLATE "C",
    sub_account_name             TEXT COLLATE "C",
    service_category             TEXT COLLATE "C" NOT NULL,
    service_name                 TEXT COLLATE "C" NOT NULL,
    region_id                    TEXT COLLATE "C",
    charge_category              TEXT COLLATE "C" NOT NULL,
    billing_currency             TEXT COLLATE "C" NOT NULL,
    tag_set_id                   BIGINT,
    billed_cost_micro            BIGINT NOT NULL,
    billed_cost_rest             BIGINT NOT NULL,
    effective_cost_micro         BIGINT NOT NULL,
    effective_cost_rest          BIGINT NOT NULL,
    list_cost_micro              BIGINT NOT NULL,
    list_cost_rest               BIGINT NOT NULL,
    contracted_cost_micro        BIGINT NOT NULL,
    contracted_cost_rest         BIGINT NOT NULL,
    charge_count                 BIGINT NOT NULL,
    sys_row_no                   BIGINT NOT NULL
);
CREATE INDEX cost_monthly_by_delivery ON cost_monthly (sys_delivery_id);

-- Leaves, and whether they should be partitions of charge: a scope with charges of theirs counts. A scope is a billing month
-- (2026-10, 2026-10/object) or a day on which charges were incurred (2026-10-31).
CREATE VIEW charge_leaf_due AS
SELECT l.delivery_id, l.source_id, l.billing_month, l.charge_count, l.is_attached,
       EXISTS (SELECT 1 FROM delivery_scope s
               WHERE s.delivery_id = l.delivery_id AND s.state = 'active' AND s.role = 'primary' AND s.charge_count > 0
                 AND CASE WHEN s.scope_key LIKE '____-__-__'
                          THEN CAST(s.scope_start AS DATE) BETWEEN l.first_charge_date AND l.last_charge_date
                          ELSE CAST(s.scope_start AS DATE) = l.billing_month END) AS is_due
FROM charge_leaf l;

-- Days of which a delivery has rows in charge that do not count.
CREATE VIEW charge_day_out AS
SELECT s.delivery_id AS sys_delivery_id, CAST(s.scope_start AS DATE) AS sys_charge_date
FROM delivery_scope s
WHERE s.scope_key LIKE '____-__-__' AND NOT (s.state = 'active' AND s.role = 'primary')
  AND EXISTS (SELECT 1 FROM charge_leaf l WHERE l.delivery_id = s.delivery_id AND l.is_attached);

CREATE FUNCTION leaf_name(delivery_id BIGINT, billing_month DATE) RETURNS TEXT STABLE
RETURN concat('charge_', delivery_id, '_', to_char(billing_month, 'YYYYMM'));

-- What else is to happen to a leaf before it is loaded: nothing on one server, distribution on several. Answers whether it is a
-- table of this server, whose rows may be frozen while they are loaded.
CREATE FUNCTION place_leaf(leaf REGCLASS) RETURNS BOOLEAN LANGUAGE sql AS 'SELECT true';

-- An empty leaf, to be loaded in the same transaction. Its CHECK saves the scan when it becomes a partition, and lets a question about
-- other days pass it by.
CREATE FUNCTION make_leaf(delivery_id BIGINT, source_id BIGINT, billing_month DATE, first_day DATE, last_day DATE)
RETURNS BOOLEAN LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE charge_form, CHECK (sys_billing_month = %L AND sys_source_id = %s AND sys_delivery_id = %s'
                   ' AND sys_charge_date >= %L AND sys_charge_date <= %L))',
                   leaf_name(delivery_id, billing_month), billing_month, source_id, delivery_id, first_day, last_day);
    RETURN place_leaf(CAST(leaf_name(delivery_id, billing_month) AS REGCLASS));
END
$$;

-- The view over a delivery's leaves, made after them.
CREATE FUNCTION make_charge_view(delivery BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    legs TEXT;
BEGIN
    SELECT string_agg(format('SELECT * FROM %I', leaf_name(l.delivery_id, l.billing_month)), ' UNION ALL ' ORDER BY l.billing_month)
    INTO legs FROM charge_leaf l WHERE l.delivery_id = delivery;
    EXECUTE format('CREATE OR REPLACE VIEW %I AS %s', 'charge_' || delivery, coalesce(legs, 'SELECT * FROM charge_form'));
END
$$;

-- Leaves become partitions of charge, or stop being some, until all are as they are due. Called inside the transaction that
-- changes what counts. Taking one away waits for questions that read charge, and new ones wait behind it: so it waits half a second,
-- gives way, and tries again.
CREATE FUNCTION settle_leaves(attempts INTEGER) RETURNS VOID LANGUAGE plpgsql SET lock_timeout = '500ms' AS $$
DECLARE
    leaf RECORD;
BEGIN
    FOR attempt IN 1 .. attempts LOOP
        BEGIN
            FOR leaf IN SELECT * FROM charge_leaf_due WHERE is_due <> is_attached ORDER BY is_due, delivery_id, billing_month LOOP
                IF leaf.is_due THEN
                    EXECUTE format('ALTER TABLE charge ATTACH PARTITION %I FOR VALUES FROM (%L, %s, %s) TO (%L, %s, %s)',
                                   leaf_name(leaf.delivery_id, leaf.billing_month), leaf.billing_month, leaf.source_id,
                                   leaf.delivery_id, leaf.billing_month, leaf.source_id, leaf.delivery_id + 1);
                ELSE
                    EXECUTE format('ALTER TABLE charge DETACH PARTITION %I', leaf_name(leaf.delivery_id, leaf.billing_month));
                END IF;
                UPDATE charge_leaf l SET is_attached = leaf.is_due
                WHERE l.delivery_id = leaf.delivery_id AND l.billing_month = leaf.billing_month;
            END LOOP;
            RETURN;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            IF attempt = attempts THEN
                RAISE lock_not_available USING MESSAGE = 'a question that reads charges (bi.charge, an export, verify) goes on and on'
                    ' (pg_stat_activity shows it); what counts cannot change until it ends';
            END IF;
            PERFORM pg_sleep(0.3);
        END;
    END LOOP;
END
$$;

-- All of a delivery goes. One that counts is refused: its leaves are partitions.
CREATE FUNCTION forget_delivery(delivery BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    leaf RECORD;
BEGIN
    IF EXISTS (SELECT 1 FROM charge_leaf l WHERE l.delivery_id = delivery AND l.is_attached) THEN
        RAISE EXCEPTION 'delivery % counts', delivery;
    END IF;
    EXECUTE format('DROP VIEW IF EXISTS %I', 'charge_' || delivery);
    FOR leaf IN SELECT * FROM charge_leaf l WHERE l.delivery_id = delivery LOOP
        EXECUTE format('DROP TABLE %I', leaf_name(leaf.delivery_id, leaf.billing_month));
    END LOOP;
    DELETE FROM charge_leaf l WHERE l.delivery_id = delivery;
    DELETE FROM charge_fill f WHERE f.sys_delivery_id = delivery;
    DELETE FROM charge_reject r WHERE r.sys_delivery_id = delivery;
    DELETE FROM tag_value t WHERE t.sys_delivery_id = delivery;
    DELETE FROM tag_set t WHERE t.sys_delivery_id = delivery;
    DELETE FROM cost_monthly c WHERE c.sys_delivery_id = delivery;
    DELETE FROM cost_overview c WHERE c.sys_delivery_id = delivery;
    DELETE FROM cost_daily c WHERE c.sys_delivery_id = delivery;
    DELETE FROM charge_delivery d WHERE d.delivery_id = delivery;
END
$$;

-- For migrations: charges get a column, NULL in those that are there.
CREATE FUNCTION add_charge_column(name TEXT, type TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
    leaf RECORD;
BEGIN
    EXECUTE format('ALTER TABLE charge_form ADD COLUMN %I %s', name, type);
    EXECUTE format('ALTER TABLE charge ADD COLUMN %I %s', name, type);
    FOR leaf IN SELECT * FROM charge_leaf WHERE NOT is_attached LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN %I %s', leaf_name(leaf.delivery_id, leaf.billing_month), name, type);
    END LOOP;
    PERFORM make_charge_view(d.delivery_id) FROM charge_delivery d;
END
$$;
