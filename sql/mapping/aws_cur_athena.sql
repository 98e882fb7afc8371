-- aws_cur_athena: the legacy AWS Cost and Usage Report as Parquet for Athena: flat columns, lower-case tag keys.
-- The shared part of the three AWS reports follows in aws_facts and aws_charge; this part names what only this one has.
-- reads: product_product_name, product_region_code, product_region
-- folds: resource_tags <- resource_tags_
-- folds: cost_category <- cost_category_
-- step: facts line
CREATE TEMP VIEW line AS
SELECT *, product_product_name AS product_name, coalesce(product_region_code, product_region) AS region
FROM raw
