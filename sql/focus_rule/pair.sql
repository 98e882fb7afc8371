-- pair: of two columns that say one thing together, both are null or none.
-- Since FOCUS 1.0. Source: nullability of the second column of each pair; INV-05.
WITH pair AS (
    SELECT row_no, 'SubAccountId and SubAccountName' AS names, SubAccountId AS one, SubAccountName AS two FROM focus
    UNION ALL SELECT row_no, 'PricingQuantity and PricingUnit', PricingQuantity, PricingUnit FROM focus
    UNION ALL SELECT row_no, 'ConsumedQuantity and ConsumedUnit', ConsumedQuantity, ConsumedUnit FROM focus
    UNION ALL SELECT row_no, 'RegionId and RegionName', RegionId, RegionName FROM focus
    UNION ALL SELECT row_no, 'CommitmentDiscountId and CommitmentDiscountCategory', CommitmentDiscountId,
        CommitmentDiscountCategory FROM focus
    UNION ALL SELECT row_no, 'CommitmentDiscountId and CommitmentDiscountType', CommitmentDiscountId, CommitmentDiscountType FROM focus
    UNION ALL SELECT row_no, 'CommitmentDiscountQuantity and CommitmentDiscountUnit', CommitmentDiscountQuantity,
        CommitmentDiscountUnit FROM focus
)
SELECT row_no, concat('of ', names, ' one is null') AS detail
FROM pair
WHERE (one IS NULL) <> (two IS NULL)
