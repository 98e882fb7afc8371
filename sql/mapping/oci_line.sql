-- oci_line: what Oracle's own cost report may contain, and the reference number of every row.
-- reads: line_item_reference_no!, line_item_tenant_id, line_item_interval_usage_start!, line_item_interval_usage_end
-- reads: line_item_is_correction, line_item_backreference_no, product_service, product_description, product_compartment_id
-- reads: product_compartment_name, product_region, product_availability_domain, product_resource_id
-- reads: usage_billed_quantity, usage_billed_quantity_overage, cost_subscription_id, cost_product_sku, cost_unit_price
-- reads: cost_my_cost!, cost_my_cost_overage, cost_currency_code$, cost_sku_unit_description, cost_overage_flag
-- folds: tags <- tags/
-- step: facts reference_row
CREATE TEMP TABLE reference_row AS
SELECT sys_file_no, sys_row_no, line_item_reference_no AS reference, cost_currency_code AS billing_currency,
    money(cost_my_cost) AS cost, money_rest(cost_my_cost) AS rest,
    CAST(moment(line_item_interval_usage_start) AS DATE) AS charge_date
FROM raw
