-- nested_text: a map or structure of Parquet as FOCUS writes it in CSV.
-- {{column}}  the column
to_json({{column}})
