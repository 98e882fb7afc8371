-- start: what a reconciliation begins with: rounding to the smallest unit of a currency, and empty tables to be filled.
-- rec_subunit: the smallest unit of a currency (ISO 4217): 0.01 but for the currencies listed.
-- rec_integer: an amount with 12 decimals in units of 1e-12; by its text, as a product would overflow.
-- rec_round: an amount rounded half to even to that unit. Only sums are rounded, never charges (REC-03).
-- rec_round_share: amount * part / whole, rounded just once.
CREATE OR REPLACE TEMP MACRO rec_subunit(code) AS CAST(CASE
    WHEN code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF')
        THEN 1.0
    WHEN code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 0.001
    WHEN code IN ('CLF', 'UYW') THEN 0.0001
    ELSE 0.01 END AS DECIMAL(16,12));
CREATE OR REPLACE TEMP MACRO rec_integer(amount) AS CAST(replace(CAST(amount AS VARCHAR), '.', '') AS HUGEINT);
CREATE OR REPLACE TEMP MACRO rec_steps(amount, step) AS
    amount // step + CASE
        WHEN 2 * abs(amount % step) > step OR (2 * abs(amount % step) = step AND (amount // step) % 2 <> 0) THEN sign(amount)
        ELSE 0 END;
CREATE OR REPLACE TEMP MACRO rec_round(amount, code) AS CAST(
    CAST(rec_steps(rec_integer(CAST(amount AS DECIMAL(38,12))), rec_integer(rec_subunit(code))) AS DECIMAL(26,0))
    * rec_subunit(code) AS DECIMAL(38,12));
CREATE OR REPLACE TEMP MACRO rec_round_share(amount, part, whole, code) AS CAST(
    CAST(rec_steps(rec_integer(CAST(amount AS DECIMAL(38,12))) * part, rec_integer(rec_subunit(code)) * whole) AS DECIMAL(22,0))
    * rec_subunit(code) AS DECIMAL(38,12));
DROP TABLE IF EXISTS rec_line;
CREATE TEMP TABLE rec_line (
    issuer VARCHAR, invoice_id VARCHAR, account VARCHAR, currency VARCHAR, category VARCHAR, service_name VARCHAR,
    service_category VARCHAR, sub_account_id VARCHAR, sub_account_name VARCHAR, region_id VARCHAR, publisher_name VARCHAR,
    description VARCHAR, billed_cost DECIMAL(38,12)
);
DROP TABLE IF EXISTS rec_source;
CREATE TEMP TABLE rec_source (delivery_id BIGINT, source VARCHAR);
