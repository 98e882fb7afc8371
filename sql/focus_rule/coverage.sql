-- coverage: what a purchase covers is recognised but not billed, the purchase itself is billed but not recognised, and
-- everything else is recognised as billed: then the bills of a period and its use differ by commitments alone.
-- Since FOCUS 1.0. Source: EffectiveCost; INV-06 to INV-08, from which INV-14 follows.
-- Only a file of ours says what covers what, in x_Coverage; for other files see commitment.
SELECT row_no,
    concat(CASE WHEN x_Coverage = 'covered' THEN 'what a purchase covers'
                WHEN x_Coverage = 'covering' THEN 'a purchase that covers'
                ELSE 'what no purchase covers' END,
           ' has BilledCost ', BilledCost, ' and EffectiveCost ', EffectiveCost) AS detail
FROM focus
WHERE EXISTS (SELECT 1 FROM focus_header WHERE name = 'x_Coverage')
  AND ((x_Coverage = 'covered' AND as_number(BilledCost) <> 0)
    OR (x_Coverage = 'covering' AND as_number(EffectiveCost) <> 0)
    OR (x_Coverage IS NULL AND as_number(EffectiveCost) <> as_number(BilledCost)))
