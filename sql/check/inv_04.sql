-- INV-04: a purchase is never usage-based.
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no, 'a purchase with charge_frequency Usage-Based' AS detail
FROM {{charge}} AS charge
WHERE charge_category = 'Purchase' AND charge_frequency = 'Usage-Based'
