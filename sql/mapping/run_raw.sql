-- run_raw: the relation that every mapping reads: text columns under our names, and where each row stands.
-- {{selects}}  one SELECT per source of rows, joined by UNION ALL; names and types are ours
CREATE TEMP VIEW raw AS
{{selects}}
