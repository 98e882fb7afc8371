-- price_id: without the id of a price there is no price, no quantity and no pricing category.
-- Since FOCUS 1.3. Source: SkuPriceId.
SELECT row_no, 'SkuPriceId is null, but a price, quantity or category that belongs to it is not' AS detail
FROM focus
WHERE SkuPriceId IS NULL
  AND coalesce(ListUnitPrice, ContractedUnitPrice, PricingQuantity, PricingCategory, ConsumedQuantity, CommitmentDiscountQuantity)
      IS NOT NULL
