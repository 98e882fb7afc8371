-- run_macros: small words of the mapping SQL.
-- repair, repair_list: one repair of a value, and the list of a row's repairs, as JSON.
CREATE TEMP MACRO repair(rule, name, old, new) AS
    CAST(json_object('rule', rule, 'column', name, 'from', old, 'to', new) AS VARCHAR);
CREATE TEMP MACRO repair_list(a, b, c, d) AS
    '[' || concat_ws(',', a, b, c, d) || ']';
-- json_list: a text that is a JSON array, else NULL: what should be one may be anything.
CREATE TEMP MACRO json_list(cell) AS
    CASE WHEN json_valid(cell) THEN CASE WHEN json_type(cell) = 'ARRAY' THEN cell END END;
