-- start: what a reconciliation begins with: empty tables to be filled.
DROP TABLE IF EXISTS rec_line;
CREATE TEMP TABLE rec_line (
    issuer VARCHAR COLLATE "C", invoice_id VARCHAR COLLATE "C", account VARCHAR COLLATE "C", currency VARCHAR COLLATE "C",
    category VARCHAR COLLATE "C", service_name VARCHAR COLLATE "C", service_category VARCHAR COLLATE "C",
    sub_account_id VARCHAR COLLATE "C", sub_account_name VARCHAR COLLATE "C", region_id VARCHAR COLLATE "C",
    publisher_name VARCHAR COLLATE "C", description VARCHAR COLLATE "C", billed_cost DECIMAL(38,12)
);
DROP TABLE IF EXISTS rec_source;
CREATE TEMP TABLE rec_source (delivery_id BIGINT, source VARCHAR COLLATE "C");
