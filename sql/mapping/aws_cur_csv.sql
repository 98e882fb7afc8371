-- aws_cur_csv: the legacy AWS Cost and Usage Report as CSV: category/Name headers, one column per tag.
-- The shared part of the three AWS reports follows in aws_facts and aws_charge; this part names what only this one has.
-- reads: product_product_name, product_region_code, product_region
-- folds: resource_tags <- resourceTags/
-- folds: cost_category <- costCategory/
-- step: facts line
CREATE TEMP VIEW line AS
SELECT *, product_product_name AS product_name, coalesce(product_region_code, product_region) AS region
FROM raw
