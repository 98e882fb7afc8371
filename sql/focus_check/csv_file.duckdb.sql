-- csv_file: a FOCUS file in CSV, every value as text: nothing between commas is null, "" is an empty text.
-- {{path}}  quoted path
read_csv({{path}}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    allow_quoted_nulls = false, max_line_size = 16777216)
