-- not_null: a value that FOCUS wants in every row is there.
-- Since FOCUS 1.0. Source: the column's own nullability; INV-01.
-- {{column}}  the column
SELECT row_no, '{{column}} is null' AS detail
FROM focus
WHERE {{column}} IS NULL
