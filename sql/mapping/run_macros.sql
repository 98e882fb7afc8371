-- run_macros: small words of the mapping SQL.
-- repair, repair_list: one repair of a value, and the list of a row's repairs, as JSON.
CREATE TEMP MACRO repair(rule, name, old, new) AS
    CAST(json_object('rule', rule, 'column', name, 'from', old, 'to', new) AS VARCHAR);
CREATE TEMP MACRO repair_list(a, b, c, d) AS
    '[' || concat_ws(',', a, b, c, d) || ']';
