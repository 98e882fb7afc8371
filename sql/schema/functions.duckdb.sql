-- functions: small differences between the engines, under one name on both; PostgreSQL's are in its first migration
-- (0010_functions.postgres.sql). Made in every instance, beside those in C (duck_function.c).
-- cost_of: the exact cost of a rollup's two parts, or of their sums (sql/rollup/cost_daily.sql).
CREATE MACRO cost_of(micro, rest) AS CAST(micro AS DECIMAL(38,12)) + CAST(rest AS DECIMAL(38,12));
-- as_micro, as_rest: sums of these parts, as parts again.
CREATE MACRO as_micro(total) AS CAST(total AS DECIMAL(18,6));
CREATE MACRO as_rest(total) AS CAST(total AS DECIMAL(18,12));
-- micro_cost, rest_cost: such sums as decimals, for a cube.
CREATE MACRO micro_cost(total) AS CAST(total AS DECIMAL(18,6));
CREATE MACRO rest_cost(total) AS CAST(total AS DECIMAL(18,12));
-- fold: a text without upper case, to compare by.
CREATE MACRO fold(text) AS lower(text);
-- usual_key: what a key of a tag is called when no rule names it: without case, without blanks around it, every run of
-- blank : / . _ - as one _, none at either end (focus-model.md 10.2).
CREATE MACRO usual_key(key) AS trim(regexp_replace(lower(nfc_normalize(trim(key))), '[ :/._-]+', '_', 'g'), '_');
-- rec_subunit: the smallest unit of a currency (ISO 4217): 0.01 but for the currencies listed.
CREATE MACRO rec_subunit(code) AS CAST(CASE
    WHEN code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF')
        THEN 1.0
    WHEN code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 0.001
    WHEN code IN ('CLF', 'UYW') THEN 0.0001
    ELSE 0.01 END AS DECIMAL(16,12));
-- rec_integer: an amount with 12 decimals in units of 1e-12; by its text, as a product would overflow.
CREATE MACRO rec_integer(amount) AS CAST(replace(CAST(amount AS VARCHAR), '.', '') AS HUGEINT);
CREATE MACRO rec_steps(amount, step) AS
    amount // step + CASE
        WHEN 2 * abs(amount % step) > step OR (2 * abs(amount % step) = step AND (amount // step) % 2 <> 0) THEN sign(amount)
        ELSE 0 END;
-- rec_round: an amount rounded half to even to the smallest unit. Only sums are rounded, never charges (REC-03).
CREATE MACRO rec_round(amount, code) AS CAST(
    CAST(rec_steps(rec_integer(CAST(amount AS DECIMAL(38,12))), rec_integer(rec_subunit(code))) AS DECIMAL(26,0))
    * rec_subunit(code) AS DECIMAL(38,12));
-- rec_round_share: amount * part / whole, rounded just once.
CREATE MACRO rec_round_share(amount, part, whole, code) AS CAST(
    CAST(rec_steps(rec_integer(CAST(amount AS DECIMAL(38,12))) * part, rec_integer(rec_subunit(code)) * whole) AS DECIMAL(22,0))
    * rec_subunit(code) AS DECIMAL(38,12));
