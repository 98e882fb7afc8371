-- INV-16: a commitment is used or lost: per purchase, used and unused quantity together are the quantity that was bought.
-- {{charge}}  the charges of one delivery
-- Judged where the purchase has a quantity in the unit of its use, and use reaches to the end of what it pays for; an
-- upfront purchase has the quantity of its whole term, and is judged only when the term lies within the delivery.
WITH purchase AS (
    SELECT billing_account_id, commitment_discount_id, commitment_discount_unit,
        min(charge_period_start) AS period_start, max(charge_period_end) AS period_end,
        sum(commitment_discount_quantity) AS quantity
    FROM {{charge}} AS charge
    WHERE x_coverage = 'covering' AND charge_category = 'Purchase' AND charge_frequency = 'Recurring'
        AND commitment_discount_quantity IS NOT NULL
    GROUP BY billing_account_id, commitment_discount_id, commitment_discount_unit
),
use AS (
    SELECT billing_account_id, commitment_discount_id, commitment_discount_unit,
        min(charge_period_start) AS first_start, max(charge_period_end) AS last_end,
        sum(commitment_discount_quantity) AS quantity
    FROM {{charge}} AS charge
    WHERE commitment_discount_status IN ('Used', 'Unused') AND commitment_discount_quantity IS NOT NULL
    GROUP BY billing_account_id, commitment_discount_id, commitment_discount_unit
)
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('commitment ', p.commitment_discount_id, ': ', p.quantity, ' ', p.commitment_discount_unit,
           ' were bought, used and unused are ', u.quantity) AS detail
FROM purchase AS p
JOIN use AS u USING (billing_account_id, commitment_discount_id, commitment_discount_unit)
WHERE u.first_start >= p.period_start AND u.last_end >= p.period_end
  AND abs(u.quantity - p.quantity) > 0.000001 * abs(p.quantity) + 0.000001
