-- repeated_rows: how many rows of one delivery of an append feed stand, with the same number and cost, in others too.
-- {{mine}}, {{others}}  the charges of both
-- first_number: one of their numbers
WITH mine AS (
    SELECT x_native_charge_id AS reference, billing_currency, sum(x_native_cost) AS cost
    FROM {{mine}} AS charge
    GROUP BY x_native_charge_id, billing_currency, sys_file_no, sys_row_no
),
others AS (
    SELECT x_native_charge_id AS reference, billing_currency, sum(x_native_cost) AS cost
    FROM {{others}} AS charge
    GROUP BY x_native_charge_id, billing_currency, sys_delivery_id, sys_file_no, sys_row_no
)
SELECT CAST(count(*) AS BIGINT) AS row_count, coalesce(min(m.reference), '') AS first_number
FROM mine m
WHERE EXISTS (SELECT 1 FROM others o
              WHERE o.reference = m.reference AND o.billing_currency = m.billing_currency AND o.cost = m.cost);
