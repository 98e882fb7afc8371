-- INV-14: the bridge from the invoice to the accrual view, exact: effective = billed - billed(covering) + effective(covered).
-- Per billing month and currency: what is too much in one month may not hide behind another.
-- {{charge}}  the charges of one delivery
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('in ', substr(CAST(sys_billing_month AS VARCHAR), 1, 7), ' and ', billing_currency, ' effective_cost adds up to ',
           effective_cost, ' but billed_cost ', billed_cost, ' less covering purchases plus covered usage is ', bridge) AS detail
FROM (
    SELECT
        billing_currency,
        sys_billing_month,
        sum(effective_cost) AS effective_cost,
        sum(billed_cost) AS billed_cost,
        sum(billed_cost)
            - coalesce(sum(billed_cost) FILTER (WHERE x_coverage = 'covering'), 0)
            + coalesce(sum(effective_cost) FILTER (WHERE x_coverage = 'covered'), 0) AS bridge
    FROM {{charge}} AS charge
    GROUP BY billing_currency, sys_billing_month
) AS total
WHERE effective_cost <> bridge
