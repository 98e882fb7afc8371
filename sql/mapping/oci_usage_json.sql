-- oci_usage_json: an answer of Oracle's usage interface (request-summarized-usages, cost): sums per hour, day or month and up to
-- some keys, no invoice lines; from the command line (data.items, names-with-hyphens) or the interface itself (items, camelCase).
-- Choices that a finance person could dispute:
--   * A forecast is no cost: its rows are dropped. A missing amount is 0.
--   * Usage of a subscription whose credits were bought and are loaded (setting oci_commitment) is paid by that purchase where the
--     answer says that it is no overage; where it does not say, the whole cost is billed.
--   * The attributed cost is cost shown to another consumer, and not read.
-- reads: opc_next_page, group_by|data.group-by, service, sku_part_number, sku_name, compartment_name, compartment_id
-- reads: computed_amount!, computed_quantity, unit, unit_price, currency$, overages_flag, is_forecast, region, resource_id
-- reads: resource_name, ad, subscription_id, tags, tenant_id, tenant_name, time_usage_started!, time_usage_ended
-- step: facts page
CREATE TEMP TABLE page AS
SELECT sys_file_no, max(opc_next_page) AS next_page, coalesce(min(group_by), '') AS question
FROM raw
GROUP BY sys_file_no

-- step: facts commitment
CREATE TEMP TABLE oci_commitment AS
SELECT trim(unnest(string_split(value, ','))) AS subscription_id
FROM setting
WHERE name = 'oci_commitment' AND value IS NOT NULL

-- step: facts line
CREATE TEMP VIEW usage_line AS
SELECT
    *,
    nullif(trim(currency), '') AS billing_currency,
    coalesce(subscription_id, tenant_id, 'unknown') AS account_id,
    coalesce(coalesce(subscription_id, tenant_id) IN (SELECT subscription_id FROM oci_commitment)
        AND lower(overages_flag) IN ('n', 'no', 'false'), false) AS is_covered,
    coalesce(lower(is_forecast) = 'true', false) AS is_dropped,
    coalesce(money(computed_amount), 0) AS cost,
    coalesce(money_rest(computed_amount), 0) AS rest,
    moment(time_usage_started) AS start_time,
    moment_end(time_usage_ended) AS end_time,
    CAST(money(computed_quantity) AS DECIMAL(38,12)) AS quantity
FROM raw

-- step: control total
SELECT
    billing_currency,
    CAST(coalesce(sum(cost) FILTER (WHERE NOT is_dropped), 0) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(coalesce(sum(cost) FILTER (WHERE NOT is_dropped), 0) AS DECIMAL(38,12)),
        CAST(coalesce(sum(rest) FILTER (WHERE NOT is_dropped), 0) AS DECIMAL(38,30))) AS exact_cost,
    CAST(count(*) AS BIGINT) AS row_count,
    CAST(coalesce(sum(cost) FILTER (WHERE NOT is_dropped AND NOT is_covered), 0) AS DECIMAL(38,12)) AS billed_cost
FROM usage_line
GROUP BY billing_currency
ORDER BY billing_currency

-- step: drops forecast
SELECT 'OCI-FORECAST' AS rule, billing_currency, CAST(0 AS DECIMAL(38,12)) AS cost, CAST(count(*) AS BIGINT) AS row_count
FROM usage_line
WHERE is_dropped
GROUP BY billing_currency
ORDER BY billing_currency

-- step: charge charges
SELECT
    sys_file_no, sys_row_no, 1 AS sys_part_no,
    CASE WHEN is_covered THEN CAST(0 AS DECIMAL(38,12)) ELSE cost END AS billed_cost,
    cost AS effective_cost,
    cost AS list_cost,
    cost AS contracted_cost,
    unsigned_price(unit_price) AS list_unit_price,
    unsigned_price(unit_price) AS contracted_unit_price,
    billing_currency,
    'Usage' AS charge_category,
    coalesce(sku_name, sku_part_number, service, 'Usage') AS charge_description,
    'Usage-Based' AS charge_frequency,
    'Standard' AS pricing_category,
    quantity AS pricing_quantity,
    CASE WHEN quantity IS NOT NULL THEN coalesce(units.unit, usage_line.unit, 'Units') END AS pricing_unit,
    quantity AS consumed_quantity,
    CASE WHEN quantity IS NOT NULL THEN coalesce(units.unit, usage_line.unit, 'Units') END AS consumed_unit,
    date_trunc('month', start_time) AS billing_period_start,
    date_trunc('month', start_time) + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE WHEN end_time > start_time THEN end_time ELSE start_time + INTERVAL 1 DAY END AS charge_period_end,
    account_id AS billing_account_id,
    CASE WHEN subscription_id IS NOT NULL THEN 'Subscription' WHEN tenant_id IS NOT NULL THEN 'Tenancy' END AS billing_account_type,
    tenant_id AS sub_account_id,
    CASE WHEN tenant_id IS NOT NULL THEN coalesce(tenant_name, tenant_id) END AS sub_account_name,
    CASE WHEN tenant_id IS NOT NULL THEN 'Tenancy' END AS sub_account_type,
    'Oracle' AS service_provider_name, 'Oracle' AS host_provider_name, 'Oracle' AS invoice_issuer_name,
    'Oracle' AS provider_name, 'Oracle' AS publisher_name,
    coalesce(service, 'Unknown') AS service_name,
    coalesce(known.service_category, 'Other') AS service_category,
    coalesce(known.service_subcategory, 'Other (Other)') AS service_subcategory,
    resource_id,
    CASE WHEN resource_id IS NOT NULL THEN resource_name END AS resource_name,
    CASE WHEN resource_id IS NOT NULL
        THEN coalesce(nullif(regexp_extract(resource_id, '^ocid1\.([a-z0-9]+)\.', 1), ''), service, 'Resource') END AS resource_type,
    region AS region_id,
    CASE WHEN region IS NOT NULL THEN coalesce(reg.region_name, region) END AS region_name,
    ad AS availability_zone,
    sku_part_number AS sku_id,
    CASE WHEN sku_part_number IS NOT NULL THEN sku_name END AS sku_meter,
    sku_part_number || '/' || unit_price AS sku_price_id,
    tag_set_id(nullif('[' || array_to_string(list_transform(
        list_filter(json_extract(json_list(tags), '$[*]'), lambda tag: json_extract_string(tag, '$.key') IS NOT NULL),
        lambda tag: CAST(json_object(
            'key', concat_ws('.', json_extract_string(tag, '$.namespace'), json_extract_string(tag, '$.key')),
            'value', coalesce(json_extract_string(tag, '$.value'), '')) AS VARCHAR)), ',') || ']', '[]'), 'plain') AS tag_set_id,
    CASE WHEN is_covered THEN CAST(json_object('Elements', json_array(json_object('ContractID', account_id))) AS VARCHAR) END
        AS contract_applied,
    CASE WHEN lower(overages_flag) IN ('y', 'yes', 'true') THEN 'overage' END AS x_charge_subtype,
    CASE WHEN is_covered THEN 'covered' END AS x_coverage,
    cost AS x_native_cost,
    compartment_id AS x_compartment_id,
    coalesce(compartment_name, compartment_id) AS x_compartment_name,
    true AS x_contracted_cost_is_estimated, true AS x_list_cost_is_estimated, false AS x_effective_cost_is_estimated,
    CASE
        WHEN money(computed_amount) IS NULL AND computed_amount IS NOT NULL THEN 'computed-amount'
        WHEN start_time IS NULL THEN 'time-usage-started'
    END AS reject_column,
    CASE
        WHEN is_dropped THEN NULL
        WHEN money(computed_amount) IS NULL AND computed_amount IS NOT NULL THEN 'not a number: ' || computed_amount
        WHEN start_time IS NULL THEN 'not a time: ' || coalesce(time_usage_started, '(empty)')
    END AS reject_reason,
    CASE WHEN is_dropped THEN 'OCI-FORECAST' END AS drop_rule
FROM usage_line
LEFT JOIN ref_unit AS units ON units.unit_key = lower(usage_line.unit)
LEFT JOIN ref_service AS known ON known.provider = 'Oracle' AND known.service_key = replace(lower(service), ' ', '_')
LEFT JOIN ref_region AS reg ON reg.provider = 'Oracle' AND reg.region_id = region
