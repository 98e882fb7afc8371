-- INV-15: no money vanishes between a commitment's purchase and the use that it pays for: what is recognised on covered and
-- unused rows is at least the instalment of the same time, and never more than purchases of the whole term.
-- {{charge}}  the charges of one delivery
-- Instalments are judged only when use reaches to the end of what they pay for: in a running month it is still to come. Use
-- may be worth more than its instalment, as part of an upfront payment of long ago is in it. A cent of rounding is free.
WITH commitment AS (
    SELECT
        billing_account_id, commitment_discount_id, billing_currency, sys_billing_month,
        coalesce(sum(billed_cost) FILTER (WHERE x_coverage = 'covering' AND charge_frequency = 'Recurring'), 0) AS instalment,
        CAST(coalesce(sum(billed_cost) FILTER (WHERE x_coverage = 'covering'), 0) AS DECIMAL(38,12)) AS paid,
        count(*) FILTER (WHERE x_coverage = 'covering' AND charge_frequency = 'One-Time' AND billed_cost > 0) AS upfront_count,
        count(*) FILTER (WHERE x_coverage = 'covering' AND billed_cost < 0) AS refund_count,
        CAST(coalesce(sum(effective_cost) FILTER (WHERE x_coverage = 'covered'), 0) AS DECIMAL(38,12)) AS recognised,
        max(charge_period_end) FILTER (WHERE x_coverage = 'covering' AND charge_frequency = 'Recurring') AS paid_until,
        max(charge_period_end) FILTER (WHERE x_coverage = 'covered') AS used_until
    FROM {{charge}} AS charge
    WHERE commitment_discount_id IS NOT NULL
    GROUP BY billing_account_id, commitment_discount_id, billing_currency, sys_billing_month
)
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('commitment ', commitment_discount_id, ' in ', substr(CAST(sys_billing_month AS VARCHAR), 1, 7), ': ', billing_currency, ' ',
           paid, ' was paid, ', recognised, ' is recognised on use') AS detail
FROM commitment
WHERE refund_count = 0
  AND ((instalment > 0 AND used_until >= paid_until AND recognised < instalment - 0.01)
       OR (upfront_count > 0 AND recognised > paid + 0.01))
