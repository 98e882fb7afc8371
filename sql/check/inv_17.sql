-- INV-17: no money made, none lost: billed_cost adds up to the provider's own total, to the last of 12 decimals; where credits
-- bought elsewhere pay for usage, to the part of it that they do not pay. Where the provider's files also have a total of the
-- effective cost, effective_cost adds up to that.
-- {{charge}}  the charges of one delivery (control is made by control_make)
WITH stored AS (
    SELECT billing_currency, sum(billed_cost) AS billed_cost, sum(effective_cost) AS effective_cost
    FROM {{charge}} AS charge
    GROUP BY billing_currency
),
compared AS (
    SELECT coalesce(c.billing_currency, s.billing_currency) AS billing_currency, 'billed_cost' AS cost,
        CAST(coalesce(c.billed_total, 0) AS DECIMAL(38,12)) AS wanted, CAST(coalesce(s.billed_cost, 0) AS DECIMAL(38,12)) AS added
    FROM control c FULL JOIN stored s ON s.billing_currency = c.billing_currency
    UNION ALL
    SELECT c.billing_currency, 'effective_cost', c.effective_total, CAST(coalesce(s.effective_cost, 0) AS DECIMAL(38,12))
    FROM control c LEFT JOIN stored s ON s.billing_currency = c.billing_currency
    WHERE c.effective_total IS NOT NULL
)
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('in ', billing_currency, ' the bill adds up to ', wanted, ' but ', cost, ' of the charges to ', added,
           ', a difference of ', added - wanted) AS detail
FROM compared
WHERE wanted <> added
