-- object: a value with keys is a JSON object.
-- Since FOCUS 1.0. Source: attributes Key-Value Format, JSON Object Format.
-- {{column}}  the column
SELECT row_no, concat('{{column}} is no JSON object: ', {{column}}) AS detail
FROM focus
WHERE {{column}} IS NOT NULL AND NOT is_object({{column}})
