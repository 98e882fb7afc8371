-- gcp_export: the columns of Google's billing export, standard or detailed.
-- Nested columns are read in any of their forms: flattened with a point or a bar, or as one text (BigQuery dumps, Parquet).
-- reads: billing_account_id!, usage_start_time!, usage_end_time, cost!, currency$, currency_conversion_rate, cost_type, credits
-- reads: cost_at_list, cost_at_effective_price_default, transaction_type, seller_name
-- reads: service, service_id, service_description, sku, sku_id, sku_description
-- reads: project, project_id, project_name, project_labels, labels, system_labels, tags
-- reads: location, location_location, location_region, location_zone
-- reads: usage, usage_amount, usage_unit, usage_amount_in_pricing_units, usage_pricing_unit
-- reads: invoice, invoice_month, resource, resource_name, resource_global_name
-- reads: price, price_effective_price, price_tier_start_amount, price_list_price
-- reads: consumption_model, consumption_model_id, consumption_model_description, subscription, subscription_instance_id
-- reads: adjustment_info, adjustment_info_id, adjustment_info_type, total_rows
-- folds: credit_record <- credits.
-- step: facts line
CREATE TEMP VIEW gcp_line AS
SELECT
    sys_file_no, sys_row_no, billing_account_id, usage_start_time, usage_end_time, cost AS cost_text, currency,
    currency_conversion_rate, lower(cost_type) AS cost_type, coalesce(credits, credit_record) AS credits,
    money(cost) AS cost, money(cost_at_list) AS cost_at_list, money(cost_at_effective_price_default) AS cost_at_default,
    upper(transaction_type) AS transaction_type, seller_name,
    gcp_member(service_description, service, 'description') AS service_name,
    gcp_member(sku_id, sku, 'id') AS sku_id,
    gcp_member(sku_description, sku, 'description') AS sku_name,
    gcp_member(project_id, project, 'id') AS project_id,
    gcp_member(project_name, project, 'name') AS project_name,
    gcp_member(location_location, location, 'location') AS location_location,
    gcp_member(location_region, location, 'region') AS location_region,
    gcp_member(location_zone, location, 'zone') AS location_zone,
    gcp_member(usage_amount, usage, 'amount') AS usage_amount,
    gcp_member(usage_unit, usage, 'unit') AS usage_unit,
    gcp_member(usage_amount_in_pricing_units, usage, 'amount_in_pricing_units') AS pricing_amount,
    gcp_member(usage_pricing_unit, usage, 'pricing_unit') AS pricing_unit,
    gcp_member(invoice_month, invoice, 'month') AS invoice_month,
    gcp_member(resource_name, resource, 'name') AS resource_name,
    gcp_member(resource_global_name, resource, 'global_name') AS resource_global_name,
    gcp_member(price_effective_price, price, 'effective_price') AS effective_price,
    gcp_member(price_tier_start_amount, price, 'tier_start_amount') AS tier_start_amount,
    gcp_member(price_list_price, price, 'list_price') AS list_price,
    gcp_member(consumption_model_id, consumption_model, 'id') AS model_id,
    gcp_member(consumption_model_description, consumption_model, 'description') AS model_name,
    gcp_member(subscription_instance_id, subscription, 'instance_id') AS subscription_id,
    gcp_member(adjustment_info_id, adjustment_info, 'id') AS adjustment_id,
    upper(gcp_member(adjustment_info_type, adjustment_info, 'type')) AS adjustment_type,
    '[' || coalesce(labels, 'null') || ',' || coalesce(system_labels, 'null') || ','
        || coalesce(project_labels, json_extract_string(record_list(project), '$[0].labels'), 'null') || ','
        || coalesce(tags, 'null') || ']' AS labels,
    money(total_rows) AS total_rows
FROM raw
