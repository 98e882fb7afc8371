-- INV-06: what a purchase elsewhere pays for is not billed again.
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no,
    concat('covered usage with billed_cost ', billed_cost, ' and status ', coalesce(commitment_discount_status, 'null'),
           ', x_coverage ', coalesce(x_coverage, 'null')) AS detail
FROM {{charge}} AS charge
WHERE (x_coverage = 'covered' AND billed_cost <> 0)
   OR (commitment_discount_status IN ('Used', 'Unused') AND x_coverage IS DISTINCT FROM 'covered')
