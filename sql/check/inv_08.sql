-- INV-08: an ordinary row's effective cost is its billed cost; taxes and credits are ordinary.
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no,
    concat(charge_category, ' row with billed_cost ', billed_cost, ', effective_cost ', effective_cost, ' and x_coverage ',
           coalesce(x_coverage, 'null')) AS detail
FROM {{charge}} AS charge
WHERE (x_coverage IS NULL AND effective_cost <> billed_cost)
   OR (charge_category IN ('Tax', 'Credit') AND x_coverage IS NOT NULL)
