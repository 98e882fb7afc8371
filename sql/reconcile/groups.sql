-- groups: the same, with tax and credits by themselves (REC-01, REC-04).
SELECT m.unit_no, m.category_group, CAST(sum(m.billed_cost) AS DECIMAL(38,12)) AS billed_cost,
    CAST(sum(m.invoice_cost) AS DECIMAL(38,12)) AS invoice_cost,
    CAST(rec_round(sum(m.billed_cost), min(m.currency)) - rec_round(sum(m.invoice_cost), min(m.currency)) AS DECIMAL(38,12)) AS delta,
    CAST(sum(m.charge_count) AS BIGINT) AS charge_count,
    CASE WHEN rec_round(sum(m.billed_cost), min(m.currency)) = rec_round(sum(m.invoice_cost), min(m.currency)) THEN 'exact'
         WHEN abs(rec_round(sum(m.billed_cost), min(m.currency)) - rec_round(sum(m.invoice_cost), min(m.currency)))
              <= greatest(100, CAST(0.5 * sqrt(sum(m.charge_count)) AS DECIMAL(16,6))) * rec_subunit(min(m.currency))
             THEN 'within_tolerance'
         ELSE 'different' END AS class
FROM rec_compare AS m
GROUP BY m.unit_no, m.category_group
ORDER BY m.unit_no, m.category_group
