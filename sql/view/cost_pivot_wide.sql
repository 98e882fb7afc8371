-- cost_pivot_wide: the rows of cost_pivot with a column for each of its columns, for a file.
-- {{query}}   cost_pivot
-- {{cells}}   "cell_1", "cell_2" ... : the columns by their number, each with a comma in front
SELECT
    depth, key_1, key_2, key_3, key_4, billing_currency, unit AS consumed_unit, is_other{{cells}},
    max(CASE WHEN number = 0 THEN amount END) AS amount,
    max(CASE WHEN number = 0 THEN previous END) AS previous,
    max(CASE WHEN number = 0 THEN delta END) AS delta,
    max(CASE WHEN number = 0 THEN delta_ratio END) AS delta_ratio,
    max(CASE WHEN number = 0 THEN share END) AS share,
    row_number() OVER (ORDER BY billing_currency, unit NULLS LAST, path_1, path_2, path_3, path_4) AS row_no
FROM (
{{query}}
) AS answer
WHERE kind = 2
GROUP BY depth, key_1, key_2, key_3, key_4, billing_currency, unit, is_other, path_1, path_2, path_3, path_4
ORDER BY row_no
