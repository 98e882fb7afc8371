-- consumed: only usage has a metered quantity.
-- Since FOCUS 1.0. Source: ConsumedQuantity.
SELECT row_no, concat('a ', ChargeCategory, ' has a ConsumedQuantity') AS detail
FROM focus
WHERE ChargeCategory <> 'Usage' AND ConsumedQuantity IS NOT NULL
