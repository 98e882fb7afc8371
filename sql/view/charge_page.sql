-- charge_page: the charges themselves, in the order in which they stand in the bills.
-- {{columns}}  columns of the answer
-- {{from}}     the charges   {{tag_set}}  (tag_set_id, tags) of their deliveries
-- {{date}}     the day that the period is about, {{start}} its first and {{end}} the first after it
-- {{filter}}   which charges count
-- {{after}}    where the page before ended
-- {{limit}}    charges of this page
WITH page AS (
    SELECT *
    FROM {{from}} AS fact
    WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}{{after}}
    ORDER BY sys_billing_month, sys_delivery_id, sys_file_no, sys_row_no, sys_part_no
    LIMIT {{limit}}
),
tag_text AS (
    SELECT tag_set_id, min(tags) AS tags
    FROM {{tag_set}} AS tag_set
    WHERE tag_set_id IN (SELECT tag_set_id FROM page)
    GROUP BY tag_set_id
)
SELECT {{columns}}
FROM page
LEFT JOIN tag_text USING (tag_set_id)
ORDER BY sys_billing_month, sys_delivery_id, sys_file_no, sys_row_no, sys_part_no
