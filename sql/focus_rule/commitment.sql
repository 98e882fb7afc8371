-- commitment: usage under a commitment says whether it was used, and costs nothing on the invoice; the purchase does.
-- Since FOCUS 1.0. Source: CommitmentDiscountStatus, BilledCost, EffectiveCost; INV-05 to INV-07.
SELECT row_no,
    CASE WHEN ChargeCategory = 'Purchase' AND CommitmentDiscountStatus IS NOT NULL THEN 'a purchase has no CommitmentDiscountStatus'
         WHEN ChargeCategory = 'Purchase' THEN concat('the purchase of a commitment has EffectiveCost ', EffectiveCost)
         WHEN CommitmentDiscountStatus IS NULL THEN 'usage under a commitment has no CommitmentDiscountStatus'
         WHEN CommitmentDiscountStatus = 'Unused' AND ConsumedQuantity IS NOT NULL THEN 'what was not used has a ConsumedQuantity'
         ELSE concat('usage that a commitment pays for has BilledCost ', BilledCost) END AS detail
FROM focus
WHERE CommitmentDiscountId IS NOT NULL
  AND ((ChargeCategory = 'Purchase'
           AND (CommitmentDiscountStatus IS NOT NULL OR as_number(EffectiveCost) <> 0))
    OR (ChargeCategory = 'Usage'
           AND (CommitmentDiscountStatus IS NULL OR as_number(BilledCost) <> 0
                OR (CommitmentDiscountStatus = 'Unused' AND ConsumedQuantity IS NOT NULL))))
