-- focus_gcp_view: the FOCUS view over Google's billing export that Google's template of 2024 makes, read as that export.
-- Choices that a finance person could dispute:
--   * ContractedCost is the export's cost, and x_Credits its credits: both together are what is billed. The view's own BilledCost
--     has the credits in some versions of the template and not in others, so it only serves as a check.
--   * The sub account is the project. (The template puts the billing account there.)
-- reads: billing_account_id!, billed_cost!, contracted_cost!, list_cost, list_unit_price, contracted_unit_price, billing_currency$
-- reads: billing_period_start!, charge_period_start!, charge_period_end, charge_class, charge_description, x_cost_type!, x_credits
-- reads: x_currency_conversion_rate, commitment_discount_id, consumed_quantity, consumed_unit, pricing_quantity, pricing_unit
-- reads: publisher_name, service_name, sku_id, sku_price_id, x_project, x_project_id, x_project_name
-- reads: resource_id, resource_name, region_id, x_location, availability_zone, tags, total_rows
-- The names inside x_Credits are written large.
-- step: facts credits
CREATE TEMP MACRO gcp_small_names(credits) AS
    replace(replace(replace(replace(replace(coalesce(record_list(credits), credits), '"Name":', '"name":'), '"Amount":', '"amount":'),
        '"FullName":', '"full_name":'), '"Id":', '"id":'), '"Type":', '"type":');

-- step: facts line
CREATE TEMP VIEW gcp_line AS
SELECT
    sys_file_no, sys_row_no, billing_account_id, charge_period_start AS usage_start_time, charge_period_end AS usage_end_time,
    contracted_cost AS cost_text, billing_currency AS currency, x_currency_conversion_rate AS currency_conversion_rate,
    lower(x_cost_type) AS cost_type, gcp_small_names(x_credits) AS credits,
    money(contracted_cost) AS cost, money(list_cost) AS cost_at_list, CAST(NULL AS DECIMAL(38,12)) AS cost_at_default,
    CASE WHEN publisher_name IS NOT NULL AND NOT starts_with(publisher_name, 'Google') THEN 'THIRD_PARTY' END AS transaction_type,
    publisher_name AS seller_name,
    service_name, sku_id, charge_description AS sku_name,
    gcp_member(x_project_id, x_project, 'id') AS project_id,
    gcp_member(x_project_name, x_project, 'name') AS project_name,
    x_location AS location_location, region_id AS location_region, availability_zone AS location_zone,
    consumed_quantity AS usage_amount, consumed_unit AS usage_unit,
    -- PricingQuantity is the size of the price's block, no quantity.
    CAST(NULL AS VARCHAR) AS pricing_amount, pricing_unit,
    -- The period starts at midnight in California.
    strftime(gcp_time(billing_period_start) - INTERVAL 7 HOUR, '%Y%m') AS invoice_month,
    resource_name, resource_id AS resource_global_name,
    contracted_unit_price AS effective_price,
    nullif(regexp_extract(sku_price_id, 'Price Tier Start Amount: *([0-9.]+)', 1), '') AS tier_start_amount,
    list_unit_price AS list_price,
    CAST(NULL AS VARCHAR) AS model_id, CAST(NULL AS VARCHAR) AS model_name,
    commitment_discount_id AS subscription_id,
    CAST(NULL AS VARCHAR) AS adjustment_id, CAST(NULL AS VARCHAR) AS adjustment_type,
    '[' || coalesce(tags, 'null') || ']' AS labels,
    money(total_rows) AS total_rows
FROM raw

-- step: messages view
WITH line AS (
    SELECT billing_currency, money(billed_cost) AS billed, money(contracted_cost) AS cost,
        from_json(gcp_small_names(x_credits), '[{"amount":"VARCHAR"}]') AS credits
    FROM raw
    WHERE x_credits IS NULL OR record_list(x_credits) IS NOT NULL
),
total AS (
    SELECT billing_currency, sum(billed) AS billed, sum(cost) AS cost,
        (SELECT coalesce(sum(money(credit.amount)), 0)
            FROM (SELECT billing_currency AS currency, unnest(credits) AS credit FROM line)
            WHERE currency = line.billing_currency) AS credits
    FROM line
    GROUP BY billing_currency
),
-- One row of the export, joined to several prices, is there several times.
repeated AS (
    SELECT 1
    FROM raw
    WHERE x_cost_type = 'regular'
    GROUP BY billing_account_id, charge_period_start, charge_period_end, sku_id, sku_price_id, contracted_cost, consumed_quantity,
        x_project, x_project_id, resource_id, region_id, tags, x_credits
    HAVING count(DISTINCT list_unit_price) > 1
)
SELECT 'hold' AS level, 'GCP-VIEW' AS rule,
    'BilledCost in ' || billing_currency || ' is ' || CAST(billed AS VARCHAR) || ', which is neither ContractedCost ('
        || CAST(cost AS VARCHAR) || ') nor that with its credits (' || CAST(cost + credits AS VARCHAR) || ')' AS text
FROM total
WHERE abs(billed - cost) > 0.01 AND abs(billed - cost - credits) > 0.01
UNION ALL
SELECT 'hold', 'GCP-VIEW-JOIN',
    CAST(count(*) AS VARCHAR) || ' rows are there several times, with different list prices: the view joins too many prices'
FROM repeated
HAVING count(*) > 0
ORDER BY level, rule, text
