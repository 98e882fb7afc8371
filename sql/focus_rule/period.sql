-- period: a period begins before it ends.
-- Texts of the one form that FOCUS allows compare as times do; others are found by time.
-- Since FOCUS 1.0. Source: ChargePeriodEnd, BillingPeriodEnd; INV-03.
SELECT row_no, concat(ChargePeriodStart, ' to ', ChargePeriodEnd, ' and ', BillingPeriodStart, ' to ', BillingPeriodEnd,
                      ': a period must begin before it ends') AS detail
FROM focus
WHERE (ChargePeriodStart >= ChargePeriodEnd AND ChargePeriodStart LIKE '____-__-__T%' AND ChargePeriodEnd LIKE '____-__-__T%')
   OR (BillingPeriodStart >= BillingPeriodEnd AND BillingPeriodStart LIKE '____-__-__T%' AND BillingPeriodEnd LIKE '____-__-__T%')
