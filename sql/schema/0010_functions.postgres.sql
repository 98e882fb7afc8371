-- 0010_functions: small differences between the engines, under one name on both; DuckDB's are in functions.duckdb.sql and
-- duck_function.c. They depend on nothing but their arguments and can stand inside any query.
-- cost_of: the exact cost of a rollup's two parts, or of their sums (sql/rollup/cost_daily.sql): here whole numbers, of 1e-6 and 1e-12.
CREATE FUNCTION cost_of(micro NUMERIC, rest NUMERIC) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN CAST(micro * 0.000001 + rest * 0.000000000001 AS NUMERIC(38,12));
-- cost_micro, cost_rest: a cost in these parts: rounded to 6 decimals, half away from zero, and what that took away.
CREATE FUNCTION cost_micro(cost NUMERIC) RETURNS BIGINT IMMUTABLE PARALLEL SAFE
RETURN CAST(round(cost, 6) * 1000000 AS BIGINT);
CREATE FUNCTION cost_rest(cost NUMERIC) RETURNS BIGINT IMMUTABLE PARALLEL SAFE
RETURN CAST((cost - round(cost, 6)) * 1000000000000 AS BIGINT);
-- as_micro, as_rest: sums of these parts, as parts again.
CREATE FUNCTION as_micro(total NUMERIC) RETURNS BIGINT IMMUTABLE PARALLEL SAFE RETURN CAST(total AS BIGINT);
CREATE FUNCTION as_rest(total NUMERIC) RETURNS BIGINT IMMUTABLE PARALLEL SAFE RETURN CAST(total AS BIGINT);
-- micro_cost, rest_cost: such sums as decimals, for a cube of DuckDB.
CREATE FUNCTION micro_cost(total NUMERIC) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN CAST(total * 0.000001 AS NUMERIC(18,6));
CREATE FUNCTION rest_cost(total NUMERIC) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN CAST(total * 0.000000000001 AS NUMERIC(18,12));
-- ratio_of: part / whole, rounded half away from zero to so many decimals; NULL when whole is nothing, or next to nothing.
CREATE FUNCTION ratio_of(part NUMERIC, whole NUMERIC, digits INTEGER) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN whole <> 0 AND abs(part) < abs(whole) * 1000000000000
        THEN CAST(
            sign(part) * sign(whole) * div(2 * abs(part) * power(10.0, digits) + abs(whole), 2 * abs(whole)) / power(10.0, digits)
            AS NUMERIC(38,12))
END;
-- fold: a text without upper case, to compare by; letter by letter, so that no place in a word and no language matters.
CREATE FUNCTION fold(text TEXT) RETURNS TEXT IMMUTABLE PARALLEL SAFE
RETURN lower(translate(text, U&'\03A3\0130', U&'\03C3i') COLLATE "und-x-icu");
-- usual_key: what a key of a tag is called when no rule names it: without case, without blanks around it, every run of
-- blank : / . _ - as one _, none at either end (focus-model.md 10.2).
CREATE FUNCTION usual_key(key TEXT) RETURNS TEXT IMMUTABLE PARALLEL SAFE
RETURN btrim(
    regexp_replace(
        fold(normalize(
            btrim(key, U&' \00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\202F\205F\3000'), NFC)),
        '[ :/._-]+', '_', 'g'),
    '_') COLLATE "C";
-- rec_subunit: the smallest unit of a currency (ISO 4217): 0.01 but for the currencies listed.
CREATE FUNCTION rec_subunit(code TEXT) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN code IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF')
        THEN 1.000000000000
    WHEN code IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 0.001000000000
    WHEN code IN ('CLF', 'UYW') THEN 0.000100000000
    ELSE 0.010000000000
END;
-- rec_integer: an amount with 12 decimals in units of 1e-12.
CREATE FUNCTION rec_integer(amount NUMERIC) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN div(amount * 1000000000000, 1);
CREATE FUNCTION rec_steps(amount NUMERIC, step NUMERIC) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN div(amount, step) + CASE
    WHEN 2 * abs(amount % step) > step OR (2 * abs(amount % step) = step AND div(amount, step) % 2 <> 0) THEN sign(amount)
    ELSE 0
END;
-- rec_round: an amount rounded half to even to the smallest unit. Only sums are rounded, never charges (REC-03).
CREATE FUNCTION rec_round(amount NUMERIC, code TEXT) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN CAST(rec_steps(amount, rec_subunit(code)) * rec_subunit(code) AS NUMERIC(38,12));
-- rec_round_share: amount * part / whole, rounded just once.
CREATE FUNCTION rec_round_share(amount NUMERIC, part NUMERIC, whole NUMERIC, code TEXT) RETURNS NUMERIC IMMUTABLE PARALLEL SAFE
RETURN CAST(rec_steps(amount * part, rec_subunit(code) * whole) * rec_subunit(code) AS NUMERIC(38,12));
