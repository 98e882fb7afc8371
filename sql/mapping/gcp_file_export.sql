-- gcp_file_export: the daily files that Google Cloud exported until 2023: one object per project, product and day.
-- Choices that a finance person could dispute:
--   * The month is that of the day as Google writes it, in Pacific time; the charge period is that day in UTC.
--   * Credits are charges of their own. There are no list prices: the list cost is the cost, marked estimated.
-- reads: line_item_id!, start_time!, end_time, cost_amount!, cost_currency$, account_id, project_number, project_id, project_name
-- reads: description, measurements, credits, project_labels
-- step: facts line
CREATE TEMP VIEW gcp_file_line AS
SELECT *,
    money(cost_amount) AS cost,
    moment(start_time) AS start_at, moment(end_time) AS end_at,
    CAST(try_strptime(left(start_time, 7) || '-01', '%Y-%m-%d') AS TIMESTAMP) AS month,
    regexp_extract(line_item_id, '/services/([^/]+)/', 1) AS service,
    regexp_extract(line_item_id, '([^/]+)$', 1) AS meter,
    record_list(measurements) AS measured
FROM raw

-- step: facts credit
CREATE TEMP TABLE gcp_file_credit AS
WITH listed AS (
    SELECT sys_file_no, sys_row_no, cost_currency,
        from_json(record_list(credits), '[{"creditId":"VARCHAR","amount":"VARCHAR"}]') AS credits
    FROM raw
    WHERE credits IS NOT NULL
),
credit AS (
    SELECT sys_file_no, sys_row_no, cost_currency, unnest(range(1, len(credits) + 1)) AS credit_no, unnest(credits) AS credit
    FROM listed
)
SELECT sys_file_no, sys_row_no, cost_currency, credit_no, credit.creditId AS credit_id,
    money(credit.amount) AS amount, money_rest(credit.amount) AS rest
FROM credit

-- step: control total
WITH part AS (
    SELECT cost_currency AS currency, cost, money_rest(cost_amount) AS rest, 1 AS row_count FROM gcp_file_line
    UNION ALL
    SELECT cost_currency, amount, rest, 0 FROM gcp_file_credit
)
SELECT currency AS billing_currency,
    CAST(coalesce(sum(cost), 0) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(coalesce(sum(cost), 0) AS DECIMAL(38,12)), CAST(coalesce(sum(rest), 0) AS DECIMAL(38,30))) AS exact_cost,
    CAST(sum(row_count) AS BIGINT) AS row_count
FROM part
GROUP BY currency
ORDER BY currency

-- step: charge charges
WITH part AS (
    SELECT line.*, 1 AS part_no, 'Usage' AS category, cost AS billed, CAST(NULL AS VARCHAR) AS credit_id FROM gcp_file_line AS line
    UNION ALL
    SELECT line.*, 1 + credit_no, 'Credit', amount, credit_id
    FROM gcp_file_line AS line
    JOIN gcp_file_credit AS credit ON credit.sys_file_no = line.sys_file_no AND credit.sys_row_no = line.sys_row_no
    -- A row that cannot be read is rejected once, as its first part.
    WHERE cost IS NOT NULL AND start_at IS NOT NULL AND month IS NOT NULL AND coalesce(account_id, project_number) IS NOT NULL
)
SELECT
    sys_file_no, sys_row_no, CAST(part_no AS INTEGER) AS sys_part_no,
    billed AS billed_cost, billed AS effective_cost, billed AS list_cost, billed AS contracted_cost,
    cost_currency AS billing_currency,
    category AS charge_category,
    coalesce(description, line_item_id) AS charge_description,
    CASE category WHEN 'Usage' THEN 'Usage-Based' ELSE 'One-Time' END AS charge_frequency,
    CASE category WHEN 'Usage' THEN 'Standard' END AS pricing_category,
    CASE category WHEN 'Usage' THEN quantity END AS pricing_quantity,
    CASE WHEN category = 'Usage' AND quantity IS NOT NULL THEN coalesce(unit.unit, measured_unit, 'Units') END AS pricing_unit,
    CASE category WHEN 'Usage' THEN quantity END AS consumed_quantity,
    CASE WHEN category = 'Usage' AND quantity IS NOT NULL THEN coalesce(unit.unit, measured_unit, 'Units') END AS consumed_unit,
    month AS billing_period_start,
    month + INTERVAL 1 MONTH AS billing_period_end,
    start_at AS charge_period_start,
    CASE WHEN end_at > start_at THEN end_at ELSE start_at + INTERVAL 1 DAY END AS charge_period_end,
    coalesce(account_id, project_number) AS billing_account_id,
    'Billing Account' AS billing_account_type,
    coalesce(project_id, project_number) AS sub_account_id,
    coalesce(project_name, project_id, project_number) AS sub_account_name,
    CASE WHEN coalesce(project_id, project_number) IS NOT NULL THEN 'Project' END AS sub_account_type,
    'Google Cloud' AS service_provider_name, 'Google Cloud' AS host_provider_name, 'Google Cloud' AS invoice_issuer_name,
    'Google Cloud' AS provider_name, 'Google Cloud' AS publisher_name,
    coalesce(nullif(service, ''), 'Unknown') AS service_name,
    coalesce(known.service_category, 'Other') AS service_category,
    coalesce(known.service_subcategory, 'Other (Other)') AS service_subcategory,
    line_item_id AS sku_id,
    meter AS sku_meter,
    tag_set_id('[null,null,' || coalesce(project_labels, 'null') || ']', 'gcp') AS tag_set_id,
    CASE category WHEN 'Credit' THEN credit_id END AS x_charge_subtype,
    billed AS x_native_cost,
    false AS x_contracted_cost_is_estimated, true AS x_list_cost_is_estimated, false AS x_effective_cost_is_estimated,
    CASE
        WHEN cost IS NULL AND cost_amount IS NOT NULL THEN 'cost.amount'
        WHEN start_at IS NULL OR month IS NULL THEN 'startTime'
        WHEN coalesce(account_id, project_number) IS NULL THEN 'accountId'
        WHEN billed IS NULL THEN 'credits'
    END AS reject_column,
    CASE
        WHEN cost IS NULL AND cost_amount IS NOT NULL THEN 'not a number: ' || cost_amount
        WHEN start_at IS NULL OR month IS NULL THEN 'not a time: ' || coalesce(start_time, '(empty)')
        WHEN coalesce(account_id, project_number) IS NULL THEN 'is empty'
        WHEN billed IS NULL THEN 'a credit without an amount'
    END AS reject_reason,
    CAST(NULL AS VARCHAR) AS drop_rule
FROM (
    SELECT *,
        money(json_extract_string(measured, '$[0].sum')) AS quantity,
        json_extract_string(measured, '$[0].unit') AS measured_unit
    FROM part
) AS part
LEFT JOIN ref_unit AS unit ON unit.unit_key = lower(measured_unit)
LEFT JOIN ref_service AS known ON known.provider = 'Google Cloud' AND known.service_key = lower(replace(service, '-', ' '))
