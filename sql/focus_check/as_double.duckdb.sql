-- as_double: the same as a floating point number, for prices, which have more decimals than costs.
CREATE TEMP MACRO as_double(value) AS TRY_CAST(value AS DOUBLE PRECISION)
