-- aws_cur2: AWS Cost and Usage Report 2.0, where product, tags and cost categories come as maps.
-- The shared part of the three AWS reports follows in aws_facts and aws_charge; this part names what only this one has.
-- reads: product, resource_tags, cost_category, product_product_name, product_region_code, product_region
-- step: facts line
CREATE TEMP VIEW line AS
SELECT
    *,
    coalesce(product_product_name, json_text(product, 'product_name')) AS product_name,
    coalesce(product_region_code, product_region, json_text(product, 'region_code'), json_text(product, 'region')) AS region
FROM raw
