-- cost_pivot_file: cost_pivot_wide under the names that stand over its columns, which are made of values. DuckDB alone runs this: other
-- engines cut long names.
-- {{columns}}  the columns as they are and their names
-- {{rows}}     cost_pivot_wide, or the table that its rows were brought to
-- {{first}}, {{last}}  rows of this page
SELECT {{columns}}
FROM {{rows}} AS wide
WHERE row_no BETWEEN {{first}} AND {{last}}
ORDER BY row_no
