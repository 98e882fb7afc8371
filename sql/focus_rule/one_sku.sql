-- one_sku: the id of a price belongs to one SKU.
-- Since FOCUS 1.0. Source: SkuPriceId; INV-12.
SELECT min(row_no) AS row_no, concat('SkuPriceId ', SkuPriceId, ' belongs to several SKUs') AS detail
FROM focus
WHERE SkuPriceId IS NOT NULL
GROUP BY SkuPriceId
HAVING count(DISTINCT SkuId) > 1
