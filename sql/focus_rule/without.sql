-- without: what describes something is null where that thing is not there.
-- Since FOCUS 1.0. Source: nullability of what depends on an id.
SELECT row_no,
    CASE WHEN ResourceId IS NULL AND ResourceType IS NOT NULL THEN 'ResourceType without ResourceId'
         WHEN SkuId IS NULL AND SkuMeter IS NOT NULL THEN 'SkuMeter without SkuId'
         WHEN SkuPriceId IS NULL AND SkuPriceDetails IS NOT NULL THEN 'SkuPriceDetails without SkuPriceId'
         WHEN CommitmentDiscountId IS NULL AND CommitmentDiscountStatus IS NOT NULL
             THEN 'CommitmentDiscountStatus without CommitmentDiscountId'
         ELSE 'AllocatedResourceName without AllocatedResourceId' END AS detail
FROM focus
WHERE (ResourceId IS NULL AND ResourceType IS NOT NULL) OR (SkuId IS NULL AND SkuMeter IS NOT NULL)
   OR (SkuPriceId IS NULL AND SkuPriceDetails IS NOT NULL)
   OR (CommitmentDiscountId IS NULL AND CommitmentDiscountStatus IS NOT NULL)
   OR (AllocatedResourceId IS NULL AND AllocatedResourceName IS NOT NULL)
