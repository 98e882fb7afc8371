-- oci_cost: Oracle's own cost report: one row per resource, product and hour, at the agreed prices.
-- {{usage_month}}  the month of the latest ordinary usage: a report holds a few hours of usage, and late rows and corrections
-- Choices that a finance person could dispute:
--   * myCost, billedQuantity and unitPrice contain the overage; the overage columns are parts of them and never added.
--   * Usage of a subscription whose credits were bought and are loaded (setting oci_commitment) is paid by that purchase: only
--     its overage is billed. Of any other subscription the whole cost is billed.
--   * A correction is a difference to be added, not a new value of the row that it refers to.
--   * A correction of a closed month is billed in the month of the report, as a Correction; its charge period stays.
--   * A row that was delivered before under the same reference number is left out (reference_again).
--   * The report has no list prices: the list cost is the agreed cost, marked estimated.

-- Subscriptions whose credits were bought, where that purchase is loaded too.
-- step: facts commitment
CREATE TEMP TABLE oci_commitment AS
SELECT trim(unnest(string_split(value, ','))) AS subscription_id
FROM setting
WHERE name = 'oci_commitment' AND value IS NOT NULL

-- step: facts line
CREATE TEMP VIEW oci_line AS
SELECT
    *,
    coalesce(cost_subscription_id, line_item_tenant_id) AS account_id,
    coalesce(coalesce(cost_subscription_id, line_item_tenant_id) IN (SELECT subscription_id FROM oci_commitment), false)
        AS has_commitment,
    coalesce(lower(line_item_is_correction) IN ('true', 'y', 'yes'), false) AS is_correction,
    date_trunc('month', moment(line_item_interval_usage_start)) AS usage_month
FROM raw

-- One row per combination of what the rules depend on.
-- step: facts group
CREATE TEMP TABLE oci_group AS
SELECT
    cost_currency_code AS billing_currency, account_id, has_commitment, is_correction, usage_month,
    cost_sku_unit_description AS unit,
    CAST(count(*) AS BIGINT) AS row_count,
    count(*) FILTER (WHERE money(cost_my_cost_overage) <> 0) AS overage_count,
    coalesce(sum(money(cost_my_cost)), 0) AS cost,
    coalesce(sum(money_rest(cost_my_cost)), 0) AS rest,
    coalesce(sum(money(cost_my_cost_overage)), 0) AS overage
FROM oci_line
GROUP BY ALL

-- step: values usage_month
SELECT CAST(coalesce(max(usage_month) FILTER (WHERE NOT is_correction), max(usage_month)) AS VARCHAR) AS usage_month
FROM oci_group

-- What the report adds up to, each reference once, and what of it is billed.
-- step: control total
WITH part AS (
    SELECT billing_currency, cost, rest, CASE WHEN has_commitment THEN overage ELSE cost END AS billed, row_count
    FROM oci_group
    UNION ALL
    SELECT line.cost_currency_code, -again.cost, -again.rest,
        -CASE WHEN has_commitment THEN coalesce(money(cost_my_cost_overage), 0) ELSE again.cost END, 0
    FROM repeated AS again
    JOIN oci_line AS line ON line.sys_file_no = again.sys_file_no AND line.sys_row_no = again.sys_row_no
    WHERE is_repeated AND again.cost IS NOT NULL
)
SELECT
    billing_currency,
    CAST(sum(cost) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(sum(cost) AS DECIMAL(38,12)), CAST(sum(rest) AS DECIMAL(38,30))) AS exact_cost,
    CAST(sum(row_count) AS BIGINT) AS row_count,
    CAST(sum(billed) AS DECIMAL(38,12)) AS billed_cost
FROM part
GROUP BY billing_currency
ORDER BY billing_currency

-- step: messages facts
SELECT 'warning' AS level, 'OCI-CONTRACT' AS rule,
    CAST(sum(overage_count) AS VARCHAR) || ' rows of subscription ' || account_id || ' have an overage, so the rest is paid by credits '
        || 'bought before; their whole cost counts as billed until oci_commitment names the subscription and its purchase is loaded' AS text
FROM oci_group
WHERE NOT has_commitment AND overage_count > 0
GROUP BY account_id
UNION ALL
SELECT 'warning', 'UNIT', 'unit ''' || unit || ''' is not known and kept as it is: ' || CAST(sum(row_count) AS VARCHAR) || ' rows'
FROM oci_group
WHERE lower(unit) NOT IN (SELECT unit_key FROM ref_unit)
GROUP BY unit
ORDER BY level, rule, text

-- step: charge charges
WITH line AS (
    SELECT
        oci_line.*,
        again.sys_row_no IS NOT NULL AND again.is_repeated AS is_repeated,
        money(cost_my_cost) AS cost,
        coalesce(money(cost_my_cost_overage), 0) AS overage,
        money(usage_billed_quantity) AS quantity,
        moment(line_item_interval_usage_start) AS start_time,
        moment_end(line_item_interval_usage_end) AS end_time,
        is_correction AND usage_month < CAST({{usage_month}} AS TIMESTAMP) AND is_closed(usage_month) AS is_late
    FROM oci_line
    LEFT JOIN repeated AS again ON again.sys_file_no = oci_line.sys_file_no AND again.sys_row_no = oci_line.sys_row_no
),
-- Of a commitment, what the credits pay and what is overage are charges of their own.
part AS (
    SELECT line.*, 1 AS part_no, CASE WHEN has_commitment THEN 'covered' END AS coverage,
        CASE WHEN has_commitment THEN coalesce(cost, 0) - overage ELSE coalesce(cost, 0) END AS effective,
        CASE WHEN has_commitment AND overage <> 0
            THEN quantity - coalesce(money(usage_billed_quantity_overage), money_share(quantity, overage, cost)) ELSE quantity END
            AS used
    FROM line
    WHERE NOT has_commitment OR overage = 0 OR coalesce(cost, 0) <> overage
    UNION ALL
    SELECT line.*, CASE WHEN coalesce(cost, 0) = overage THEN 1 ELSE 2 END, CAST(NULL AS VARCHAR),
        overage,
        CASE WHEN coalesce(cost, 0) = overage THEN quantity
            ELSE coalesce(money(usage_billed_quantity_overage), money_share(quantity, overage, cost)) END
    FROM line
    WHERE has_commitment AND overage <> 0
        -- A row that cannot be read is rejected once, as its first part.
        AND (coalesce(cost, 0) = overage OR (start_time IS NOT NULL AND (cost IS NOT NULL OR cost_my_cost IS NULL)))
)
SELECT
    sys_file_no,
    sys_row_no,
    part_no AS sys_part_no,
    CASE coverage WHEN 'covered' THEN CAST(0 AS DECIMAL(38,12)) ELSE effective END AS billed_cost,
    effective AS effective_cost,
    effective AS list_cost,
    effective AS contracted_cost,
    unsigned_price(cost_unit_price) AS list_unit_price,
    unsigned_price(cost_unit_price) AS contracted_unit_price,
    cost_currency_code AS billing_currency,
    'Usage' AS charge_category,
    CASE WHEN is_late THEN 'Correction' END AS charge_class,
    coalesce(product_description, cost_product_sku, product_service, 'Usage') AS charge_description,
    'Usage-Based' AS charge_frequency,
    'Standard' AS pricing_category,
    used AS pricing_quantity,
    CASE WHEN used IS NOT NULL THEN coalesce(unit.unit, cost_sku_unit_description, 'Units') END AS pricing_unit,
    used AS consumed_quantity,
    CASE WHEN used IS NOT NULL THEN coalesce(unit.unit, cost_sku_unit_description, 'Units') END AS consumed_unit,
    CASE WHEN is_late THEN CAST({{usage_month}} AS TIMESTAMP) ELSE usage_month END AS billing_period_start,
    CASE WHEN is_late THEN CAST({{usage_month}} AS TIMESTAMP) ELSE usage_month END + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE WHEN end_time > start_time THEN end_time ELSE start_time + INTERVAL 1 HOUR END AS charge_period_end,
    account_id AS billing_account_id,
    'Subscription' AS billing_account_type,
    line_item_tenant_id AS sub_account_id,
    line_item_tenant_id AS sub_account_name,
    CASE WHEN line_item_tenant_id IS NOT NULL THEN 'Tenancy' END AS sub_account_type,
    'Oracle' AS service_provider_name, 'Oracle' AS host_provider_name, 'Oracle' AS invoice_issuer_name,
    'Oracle' AS provider_name, 'Oracle' AS publisher_name,
    coalesce(product_service, 'Unknown') AS service_name,
    coalesce(known.service_category, 'Other') AS service_category,
    coalesce(known.service_subcategory, 'Other (Other)') AS service_subcategory,
    product_resource_id AS resource_id,
    CASE WHEN product_resource_id IS NOT NULL
        THEN coalesce(nullif(regexp_extract(product_resource_id, '^ocid1\.([a-z0-9]+)\.', 1), ''), product_service, 'Resource') END
        AS resource_type,
    product_region AS region_id,
    CASE WHEN product_region IS NOT NULL THEN coalesce(reg.region_name, product_region) END AS region_name,
    product_availability_domain AS availability_zone,
    cost_product_sku AS sku_id,
    CASE WHEN cost_product_sku IS NOT NULL THEN product_description END AS sku_meter,
    cost_product_sku || '/' || cost_unit_price AS sku_price_id,
    tag_set_id(tags, 'plain') AS tag_set_id,
    CASE coverage WHEN 'covered' THEN CAST(json_object('Elements', json_array(json_object('ContractID', account_id))) AS VARCHAR) END
        AS contract_applied,
    CASE WHEN is_correction THEN 'correction' WHEN lower(cost_overage_flag) IN ('y', 'yes', 'true') THEN 'overage' END
        AS x_charge_subtype,
    line_item_reference_no AS x_native_charge_id,
    coverage AS x_coverage,
    effective AS x_native_cost,
    product_compartment_id AS x_compartment_id,
    CASE WHEN product_compartment_id IS NOT NULL THEN coalesce(product_compartment_name, product_compartment_id) END
        AS x_compartment_name,
    true AS x_contracted_cost_is_estimated, true AS x_list_cost_is_estimated, false AS x_effective_cost_is_estimated,
    CASE
        WHEN cost IS NULL AND cost_my_cost IS NOT NULL THEN 'cost/myCost'
        WHEN start_time IS NULL THEN 'lineItem/intervalUsageStart'
        WHEN account_id IS NULL THEN 'cost/subscriptionId'
    END AS reject_column,
    CASE
        WHEN cost IS NULL AND cost_my_cost IS NOT NULL THEN 'not a number: ' || cost_my_cost
        WHEN start_time IS NULL THEN 'not a time: ' || coalesce(line_item_interval_usage_start, '(empty)')
        WHEN account_id IS NULL THEN 'is empty'
    END AS reject_reason,
    CASE WHEN is_repeated THEN 'OCI-DUP' END AS drop_rule
FROM part
LEFT JOIN ref_unit AS unit ON unit.unit_key = lower(cost_sku_unit_description)
LEFT JOIN ref_service AS known ON known.provider = 'Oracle' AND known.service_key = lower(product_service)
LEFT JOIN ref_region AS reg ON reg.provider = 'Oracle' AND reg.region_id = product_region
