-- run_macros: small words of the mapping SQL.
-- price: a unit price at 15 decimals. unsigned_price: the same, NULL for a negative one, which is no price.
-- repair, repair_list: one repair of a value, and the list of a row's repairs, as JSON.
CREATE TEMP MACRO price(value) AS
    CAST(money(value) AS DECIMAL(38,15)) + CAST(money_rest(value) AS DECIMAL(38,15));
CREATE TEMP MACRO unsigned_price(value) AS
    CASE WHEN money(value) >= 0 THEN CAST(money(value) AS DECIMAL(38,15)) + CAST(money_rest(value) AS DECIMAL(38,15)) END;
CREATE TEMP MACRO repair(rule, name, old, new) AS
    CAST(json_object('rule', rule, 'column', name, 'from', old, 'to', new) AS VARCHAR);
CREATE TEMP MACRO repair_list(a, b, c, d) AS
    '[' || concat_ws(',', a, b, c, d) || ']';
