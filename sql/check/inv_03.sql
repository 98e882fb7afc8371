-- INV-03: periods run forward, and the billing month agrees with the billing period.
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no,
    concat('charge period ', charge_period_start, ' to ', charge_period_end, ', billing period ', billing_period_start, ' to ',
           billing_period_end, ', billing month ', sys_billing_month) AS detail
FROM {{charge}} AS charge
WHERE charge_period_start >= charge_period_end
   OR billing_period_start >= billing_period_end
   OR sys_billing_month <> CAST(date_trunc('month', billing_period_start) AS DATE)
   OR sys_charge_date <> CAST(charge_period_start AS DATE)
