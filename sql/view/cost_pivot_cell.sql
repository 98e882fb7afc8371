-- cost_pivot_cell: one column of cost_pivot_wide.
-- {{number}}  of the column
max(CASE WHEN number = {{number}} THEN amount END) AS cell_{{number}}
