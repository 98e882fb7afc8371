-- norm_value_rows: rows of the table of values.
-- {{rows}}  (what the key is called, value, what that is called), quoted
SELECT norm_key, raw_value, norm_value FROM (VALUES {{rows}}) AS named(norm_key, raw_value, norm_value)
