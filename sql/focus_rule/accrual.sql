-- accrual: tax and credits are recognised as they are billed.
-- Since FOCUS 1.4. Source: EffectiveCost; INV-08.
SELECT row_no, concat(ChargeCategory, ' has BilledCost ', BilledCost, ' and EffectiveCost ', EffectiveCost) AS detail
FROM focus
WHERE ChargeCategory IN ('Tax', 'Credit')
  AND as_number(BilledCost) <> as_number(EffectiveCost)
