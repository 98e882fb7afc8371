-- INV-17: no money made, none lost: billed_cost adds up to the provider's own total, to the last of 12 decimals; where credits
-- bought elsewhere pay for usage, to the part of it that they do not pay.
-- {{charge}}  the charges of one delivery (control is made by control_make)
WITH stored AS (
    SELECT billing_currency, sum(billed_cost) AS billed_cost
    FROM {{charge}}
    GROUP BY billing_currency
)
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('in ', coalesce(c.billing_currency, s.billing_currency), ' the bill adds up to ', coalesce(c.billed_total, 0),
           ' but the charges to ', coalesce(s.billed_cost, 0), ', a difference of ',
           coalesce(s.billed_cost, 0) - coalesce(c.billed_total, 0)) AS detail
FROM control c FULL JOIN stored s ON s.billing_currency = c.billing_currency
WHERE coalesce(c.billed_total, 0) <> coalesce(s.billed_cost, 0)
