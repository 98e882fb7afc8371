-- decimal: a number is a plain decimal, or has an exponent; no thousands separators, no plus sign.
-- Since FOCUS 1.0. Source: attribute Numeric Format.
-- {{column}}  the column
SELECT row_no, concat('{{column}} is no number: ', {{column}}) AS detail
FROM focus
WHERE {{column}} NOT SIMILAR TO '-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?'
