-- tax: tax has no price, no quantity and no SKU.
-- Since FOCUS 1.0. Source: SkuId, SkuPriceId, ListUnitPrice, PricingQuantity and others.
SELECT row_no, 'tax has a price, a quantity or a SKU' AS detail
FROM focus
WHERE ChargeCategory = 'Tax'
  AND coalesce(ListUnitPrice, ContractedUnitPrice, PricingQuantity, PricingCategory, ConsumedQuantity, SkuId, SkuPriceId) IS NOT NULL
