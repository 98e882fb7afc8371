-- INV-12: a price belongs to one product.
-- {{charge}}  the charges of one delivery
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('sku_price_id ', sku_price_id, ' belongs to sku_id ', min(sku_id), ' and to ', max(sku_id)) AS detail
FROM {{charge}} AS charge
WHERE sku_price_id IS NOT NULL AND sku_id IS NOT NULL
GROUP BY provider_name, sku_price_id
HAVING min(sku_id) <> max(sku_id)
