-- time: a moment is in UTC, as 2025-01-31T23:00:00Z.
-- Since FOCUS 1.0. Source: attribute Date/Time Format.
-- {{column}}  the column
SELECT row_no, concat('{{column}} is no time such as 2025-01-31T23:00:00Z: ', {{column}}) AS detail
FROM focus
WHERE {{column}} NOT SIMILAR TO '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?Z'
