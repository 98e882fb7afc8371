-- INV-07: a purchase whose money is recognised on other rows has no effective cost of its own, and a commitment's purchase is one.
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no,
    concat(charge_category, ' row with x_coverage ', coalesce(x_coverage, 'null'), ' and effective_cost ', effective_cost) AS detail
FROM {{charge}} AS charge
WHERE (x_coverage = 'covering' AND (charge_category <> 'Purchase' OR effective_cost <> 0))
   OR (charge_category = 'Purchase' AND commitment_discount_id IS NOT NULL AND x_coverage IS DISTINCT FROM 'covering')
