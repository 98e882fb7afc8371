-- focus_export: charges as the rows of a FOCUS file, in the order in which they stand in the bills.
-- {{columns}}  columns of the FOCUS version by their FOCUS names
-- {{from}}     the charges   {{tag_set}}  (tag_set_id, tags) of their deliveries
-- {{date}}, {{start}}, {{end}}, {{filter}}  which charges, as in cost_cell
WITH tag_text AS (
    SELECT tag_set_id, min(tags) AS tags FROM {{tag_set}} AS tag_set GROUP BY tag_set_id
)
SELECT {{columns}}
FROM {{from}} AS fact
LEFT JOIN tag_text USING (tag_set_id)
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
ORDER BY sys_billing_month, sys_delivery_id, sys_file_no, sys_row_no, sys_part_no
