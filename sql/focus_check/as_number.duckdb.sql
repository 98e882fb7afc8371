-- as_number: the number in a text of a file; NULL where there is none, which the rule decimal finds.
CREATE TEMP MACRO as_number(value) AS TRY_CAST(value AS DECIMAL(38,12))
