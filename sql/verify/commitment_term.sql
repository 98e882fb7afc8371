-- commitment_term: commitments of which more or less is recognised than was paid (INV-15 over the whole term, in all deliveries
-- that count together).
-- {{charge}}  the charges of the deliveries   {{counted}}  what of them counts, as in commitment_deliveries   $1  today
-- More: something was paid upfront, and what is recognised since is more than all that was paid. Judged only when nothing was
-- recognised before that payment, else earlier payments are not in these bills. Less: the charge of a payment names a term of
-- more than a month, the term is over, and money is left. Refunds take part of a term back, so nothing is said of those.
WITH commitment AS (
    SELECT
        c.commitment_discount_id, c.billing_currency,
        CAST(coalesce(sum(c.billed_cost) FILTER (WHERE c.x_coverage = 'covering'), 0) AS DECIMAL(38,12)) AS paid,
        CAST(coalesce(sum(c.effective_cost) FILTER (WHERE c.x_coverage = 'covered'), 0) AS DECIMAL(38,12)) AS recognised,
        min(c.charge_period_start) FILTER (WHERE c.x_coverage = 'covering') AS paid_from,
        min(c.charge_period_start) FILTER (WHERE c.x_coverage = 'covered') AS used_from,
        max(c.charge_period_end) FILTER (WHERE c.x_coverage = 'covering') AS paid_until,
        max(CAST(c.charge_period_end AS DATE) - CAST(c.charge_period_start AS DATE))
            FILTER (WHERE c.x_coverage = 'covering') AS longest_days,
        count(*) FILTER (WHERE c.x_coverage = 'covering' AND c.charge_frequency = 'One-Time' AND c.billed_cost > 0) AS upfront_count,
        count(*) FILTER (WHERE c.x_coverage = 'covering' AND c.billed_cost < 0) AS refund_count
    FROM {{charge}} AS c
    JOIN {{counted}} AS s (delivery_id, scope_start, scope_end, is_day) ON s.delivery_id = c.sys_delivery_id
        AND CASE WHEN s.is_day THEN c.sys_charge_date ELSE c.sys_billing_month END >= s.scope_start
        AND CASE WHEN s.is_day THEN c.sys_charge_date ELSE c.sys_billing_month END < s.scope_end
    WHERE c.commitment_discount_id IS NOT NULL
    GROUP BY c.commitment_discount_id, c.billing_currency
)
SELECT
    concat('INV-15: commitment ', commitment_discount_id, ': ', billing_currency, ' ', paid, ' was paid from ',
           CAST(paid_from AS DATE), ', ', recognised, ' is recognised on use') AS detail
FROM commitment
WHERE refund_count = 0 AND upfront_count > 0 AND (used_from IS NULL OR CAST(used_from AS DATE) >= CAST(paid_from AS DATE))
  AND (recognised > paid + 0.01 + abs(paid) * 0.000001
       OR (longest_days > 31 AND paid_until <= CAST($1 AS DATE) AND recognised < paid - 0.01 - abs(paid) * 0.000001))
ORDER BY detail
