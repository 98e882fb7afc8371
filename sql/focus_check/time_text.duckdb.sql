-- time_text: a moment of Parquet as FOCUS writes it in CSV.
-- {{column}}  the column
strftime({{column}}, '%Y-%m-%dT%H:%M:%SZ')
