-- focus_bill: the rows of a FOCUS file whose provider replaces whole months: none of them can have come before.
-- step: facts bill
CREATE TEMP VIEW bill AS
SELECT *, false AS is_repeated
FROM raw
