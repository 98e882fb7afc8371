-- INV-02: the provider's numbers all arrived: the native costs of the charges and of the rows that named rules left out add up
-- to the control total of the file, and rounding to 12 decimals lost less than a millionth.
-- {{charge}}  the charges of one delivery (control is made by control_make)
WITH stored AS (
    SELECT billing_currency, sum(x_native_cost) AS native_cost
    FROM {{charge}} AS charge
    GROUP BY billing_currency
)
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('in ', coalesce(c.billing_currency, s.billing_currency),
           ' the file adds up to ', CAST(coalesce(c.stored_total, 0) AS DECIMAL(38,12)),
           ', the charges to ', CAST(coalesce(s.native_cost, 0) AS DECIMAL(38,12)),
           ' and rows left out by named rules to ', CAST(coalesce(c.dropped_total, 0) AS DECIMAL(38,12)),
           '; rounding took ', CAST(coalesce(c.exact_total, 0) AS DECIMAL(38,30))) AS detail
FROM control c FULL JOIN stored s ON s.billing_currency = c.billing_currency
WHERE coalesce(c.stored_total, 0) <> coalesce(s.native_cost, 0) + coalesce(c.dropped_total, 0)
   OR abs(coalesce(c.exact_total, 0)) >= 0.000001
