-- csv_charge: lines of a simple table to charges: every cost is the line's amount.
-- {{default_currency}}  for lines that do not say their currency, or NULL
-- {{symbol_currency}}   the one currency that the amounts carry a sign of, or NULL
-- {{has_two_symbols}}   true when they carry signs of several
-- A line of totals is no charge: it is dropped, and the delivery is held when it does not equal the sum.
-- step: facts symbol
CREATE TEMP TABLE csv_symbol AS
SELECT DISTINCT symbol, CASE symbol
        WHEN '$' THEN 'USD' WHEN 'US$' THEN 'USD' WHEN '€' THEN 'EUR' WHEN '£' THEN 'GBP' WHEN 'R$' THEN 'BRL'
        WHEN '¥' THEN 'JPY' WHEN 'Fr.' THEN 'CHF'
        ELSE CASE WHEN regexp_full_match(symbol, '[A-Z]{3}') THEN symbol END
    END AS currency
FROM (
    SELECT nullif(trim(coalesce(
        nullif(regexp_extract(cost_text, '\(([^()0-9]{1,3})\)$', 1), ''),
        regexp_replace(cost_text, '[-+0-9.,''()\s\x{00A0}\x{202F}]', '', 'g'))), '') AS symbol
    FROM csv_line
)
WHERE symbol IS NOT NULL

-- step: values currency
SELECT
    CASE WHEN count(DISTINCT currency) = 1 THEN min(currency) END AS symbol_currency,
    count(DISTINCT currency) > 1 AS has_two_symbols
FROM csv_symbol

-- step: facts priced
CREATE TEMP VIEW csv_priced AS
SELECT *, coalesce(currency, {{symbol_currency}}, {{default_currency}}) AS billing_currency, money(cost) AS amount
FROM csv_line

-- step: control total
SELECT
    billing_currency,
    coalesce(CAST(sum(amount) FILTER (WHERE NOT is_total) AS DECIMAL(38,12)), 0) AS cost,
    exact_text(
        coalesce(CAST(sum(amount) FILTER (WHERE NOT is_total) AS DECIMAL(38,12)), 0),
        coalesce(CAST(sum(money_rest(cost)) FILTER (WHERE NOT is_total) AS DECIMAL(38,30)), 0)) AS exact_cost,
    CAST(count(*) FILTER (WHERE part_no = 1) AS BIGINT) AS row_count
FROM csv_priced
GROUP BY billing_currency
ORDER BY billing_currency

-- step: drops total
SELECT 'CSV-TOTAL' AS rule, billing_currency, CAST(0 AS DECIMAL(38,12)) AS cost,
    CAST(count(*) FILTER (WHERE part_no = 1) AS BIGINT) AS row_count
FROM csv_priced
WHERE is_total
GROUP BY billing_currency
ORDER BY billing_currency

-- step: messages facts
SELECT 'hold' AS level, 'CSV-TOTAL' AS rule,
    'the line of totals says ' || CAST(sum(amount) FILTER (WHERE is_total) AS VARCHAR) || ', the lines add up to '
        || CAST(coalesce(sum(amount) FILTER (WHERE NOT is_total), 0) AS VARCHAR) || coalesce(' for ' || column_name, '') AS text
FROM (SELECT *, CASE WHEN cost_text IS DISTINCT FROM cost AND part_no > 0 AND provider = 'AWS' THEN cost_text END AS column_name
      FROM csv_priced)
GROUP BY column_name
HAVING count(*) FILTER (WHERE is_total) > 0
    AND abs(sum(amount) FILTER (WHERE is_total) - coalesce(sum(amount) FILTER (WHERE NOT is_total), 0)) > 0.01
UNION ALL
SELECT 'hold', 'CSV-CURRENCY', 'amounts carry signs of several currencies: ' || string_agg(symbol, ' ' ORDER BY symbol)
FROM csv_symbol
WHERE {{has_two_symbols}}
HAVING count(*) > 0
ORDER BY level, rule, text

-- step: charge charges
WITH line AS (
    SELECT
        *,
        coalesce(provider.provider, csv_priced.provider, 'Unknown') AS platform,
        moment(date_text) AS start_time,
        regexp_full_match(date_text, '[0-9]{4}-[0-9]{2}') OR is_monthly AS is_whole_month,
        moment_end(end_text) AS end_time,
        CASE
            WHEN lower(coalesce(type, service)) IN ('tax', 'taxes', 'vat', 'mwst', 'steuer', 'iva', 'tva', 'imposto') THEN 'Tax'
            WHEN lower(coalesce(type, service)) IN ('credit', 'credits', 'gutschrift', 'crédit', 'crédito') THEN 'Credit'
            ELSE 'Usage'
        END AS category
    FROM csv_priced
    LEFT JOIN ref_provider AS provider ON provider.provider_key = lower(csv_priced.provider)
)
SELECT
    sys_file_no, sys_row_no, part_no AS sys_part_no,
    amount AS billed_cost, amount AS effective_cost, amount AS list_cost, amount AS contracted_cost,
    billing_currency,
    category AS charge_category,
    coalesce(description, service, category) AS charge_description,
    CASE category WHEN 'Usage' THEN 'Usage-Based' ELSE 'One-Time' END AS charge_frequency,
    CASE WHEN category = 'Usage' THEN money(quantity) END AS pricing_quantity,
    CASE WHEN category = 'Usage' AND money(quantity) IS NOT NULL THEN coalesce(units.unit, line.unit, 'Units') END AS pricing_unit,
    CASE WHEN category = 'Usage' THEN money(quantity) END AS consumed_quantity,
    CASE WHEN category = 'Usage' AND money(quantity) IS NOT NULL THEN coalesce(units.unit, line.unit, 'Units') END AS consumed_unit,
    date_trunc('month', start_time) AS billing_period_start,
    date_trunc('month', start_time) + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE
        WHEN end_time > start_time THEN end_time
        WHEN is_whole_month THEN start_time + INTERVAL 1 MONTH
        ELSE start_time + INTERVAL 1 DAY
    END AS charge_period_end,
    coalesce(line.billing_account_id, 'unknown') AS billing_account_id,
    account_id AS sub_account_id,
    CASE WHEN account_id IS NOT NULL THEN coalesce(account_name, account_id) END AS sub_account_name,
    platform AS service_provider_name,
    platform AS invoice_issuer_name,
    platform AS provider_name,
    platform AS publisher_name,
    invoice AS invoice_id,
    coalesce(service, CASE WHEN category <> 'Usage' THEN category END, 'Unknown') AS service_name,
    coalesce(known.service_category, 'Other') AS service_category,
    coalesce(known.service_subcategory, 'Other (Other)') AS service_subcategory,
    region AS region_id,
    CASE WHEN region IS NOT NULL THEN coalesce(reg.region_name, region) END AS region_name,
    CASE WHEN project IS NOT NULL OR cost_center IS NOT NULL
        THEN tag_set_id(CAST(json_object('project', project, 'cost_center', cost_center) AS VARCHAR), 'plain') END AS tag_set_id,
    type AS x_charge_subtype,
    amount AS x_native_cost,
    true AS x_contracted_cost_is_estimated, true AS x_list_cost_is_estimated, true AS x_effective_cost_is_estimated,
    CASE WHEN amount IS NULL THEN 'cost' WHEN start_time IS NULL THEN 'date' END AS reject_column,
    CASE
        WHEN is_total THEN NULL
        WHEN amount IS NULL THEN 'not a number: ' || coalesce(cost, '(empty)')
        WHEN start_time IS NULL THEN 'not a date: ' || coalesce(date_text, '(empty)')
    END AS reject_reason,
    CASE WHEN is_total THEN 'CSV-TOTAL' END AS drop_rule
FROM line
LEFT JOIN ref_service AS known ON known.provider = platform AND known.service_key = lower(service)
LEFT JOIN ref_region AS reg ON reg.provider = platform AND reg.region_id = region
LEFT JOIN ref_unit AS units ON units.unit_key = lower(line.unit)
