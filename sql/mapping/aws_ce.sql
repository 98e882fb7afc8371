-- aws_ce: an answer of AWS Cost Explorer (get-cost-and-usage): sums per day or month and up to two keys, no invoice lines.
-- {{first_key}}, {{second_key}}  what the sums are grouped by, as 'DIMENSION:SERVICE'; '' for none
-- {{any_currency}}   currency of the answer, for days without a cost
-- {{has_record}}     true when the answer is grouped by RECORD_TYPE
-- {{has_amortized}}  true when the amortized cost was asked for, and there are record types to make sense of it
-- Choices that a finance person could dispute:
--   * Billed cost is the net unblended cost where it was asked for, else the unblended cost. The blended cost is not read.
--   * With record types and the amortized cost, fees of commitments have no effective cost, covered usage has its share and
--     what was left unused is a charge of its own. Without either, effective cost is billed cost, and marked estimated.
--   * Usage covered by a savings plan and its negation are one charge; what they do not cancel out is an adjustment.
--   * A quantity is read only where the answer is grouped by usage type: otherwise it adds hours to bytes.
-- reads: group_definitions, next_page_token, dimension_value_attributes, keys
-- reads: period_start!|ResultsByTime.TimePeriod.Start, period_end|ResultsByTime.TimePeriod.End, estimated|ResultsByTime.Estimated
-- reads: unblended_cost|Metrics.UnblendedCost.Amount|ResultsByTime.Total.UnblendedCost.Amount
-- reads: net_unblended_cost|Metrics.NetUnblendedCost.Amount|ResultsByTime.Total.NetUnblendedCost.Amount
-- reads: amortized_cost|Metrics.AmortizedCost.Amount|ResultsByTime.Total.AmortizedCost.Amount
-- reads: net_amortized_cost|Metrics.NetAmortizedCost.Amount|ResultsByTime.Total.NetAmortizedCost.Amount
-- reads: used_quantity|Metrics.UsageQuantity.Amount, used_unit|Metrics.UsageQuantity.Unit
-- reads: unblended_unit|Metrics.UnblendedCost.Unit|ResultsByTime.Total.UnblendedCost.Unit
-- reads: net_unblended_unit|Metrics.NetUnblendedCost.Unit|ResultsByTime.Total.NetUnblendedCost.Unit
-- step: facts page
CREATE TEMP TABLE page AS
SELECT sys_file_no, max(next_page_token) AS next_page, min(group_definitions) AS question
FROM raw
GROUP BY sys_file_no

-- What each of the two keys is.
-- step: values keys
SELECT
    coalesce(json_extract_string(min(json_list(group_definitions)), '$[0].Type') || ':'
        || json_extract_string(min(json_list(group_definitions)), '$[0].Key'), '') AS first_key,
    coalesce(json_extract_string(min(json_list(group_definitions)), '$[1].Type') || ':'
        || json_extract_string(min(json_list(group_definitions)), '$[1].Key'), '') AS second_key,
    coalesce(max(coalesce(net_unblended_unit, unblended_unit)), 'USD') AS any_currency
FROM raw

-- step: values mode
SELECT
    {{first_key}} = 'DIMENSION:RECORD_TYPE' OR {{second_key}} = 'DIMENSION:RECORD_TYPE' AS has_record,
    ({{first_key}} = 'DIMENSION:RECORD_TYPE' OR {{second_key}} = 'DIMENSION:RECORD_TYPE')
        AND (count(amortized_cost) > 0 OR count(net_amortized_cost) > 0) AS has_amortized
FROM raw

-- Names of accounts, from the end of the answer; one each, though pages asked for at different times may differ.
-- step: facts account
CREATE TEMP TABLE ce_account AS
SELECT account_id, max(account_name) AS account_name
FROM (SELECT json_extract_string(item, '$.Value') AS account_id, json_extract_string(item, '$.Attributes.description') AS account_name
      FROM (SELECT unnest(json_extract(attributes, '$[*]')) AS item
            FROM (SELECT DISTINCT json_list(dimension_value_attributes) AS attributes FROM raw)))
GROUP BY account_id

-- What each record type becomes; spellings vary, so only letters are compared.
-- step: facts record
CREATE TEMP TABLE ce_record AS
SELECT *
FROM (VALUES
    ('usage', 'Usage', 'Usage-Based', 'Standard', NULL, NULL, NULL),
    ('discountedusage', 'Usage', 'Usage-Based', 'Committed', 'Used', 'covered', 'Reserved Instance'),
    ('savingsplancoveredusage', 'Usage', 'Usage-Based', 'Committed', 'Used', 'covered', 'Savings Plan'),
    ('savingsplannegation', 'Usage', 'Usage-Based', 'Committed', 'Used', 'covered', 'Savings Plan'),
    ('savingsplanupfrontfee', 'Purchase', 'One-Time', 'Standard', NULL, 'covering', 'Savings Plan'),
    ('savingsplanrecurringfee', 'Purchase', 'Recurring', 'Standard', NULL, 'covering', 'Savings Plan'),
    ('upfrontreservationfee', 'Purchase', 'One-Time', 'Standard', NULL, 'covering', 'Reserved Instance'),
    ('recurringreservationfee', 'Purchase', 'Recurring', 'Standard', NULL, 'covering', 'Reserved Instance'),
    ('rifee', 'Purchase', 'Recurring', 'Standard', NULL, 'covering', 'Reserved Instance'),
    ('tax', 'Tax', 'One-Time', NULL, NULL, NULL, NULL),
    ('credit', 'Credit', 'One-Time', NULL, NULL, NULL, NULL),
    ('refund', 'Adjustment', 'One-Time', NULL, NULL, NULL, NULL),
    ('supportfee', 'Purchase', 'Recurring', 'Standard', NULL, NULL, NULL),
    ('fee', 'Purchase', 'One-Time', 'Standard', NULL, NULL, NULL),
    ('otheroutofcyclecharges', 'Purchase', 'One-Time', 'Standard', NULL, NULL, NULL),
    ('discount', 'Adjustment', 'One-Time', NULL, NULL, NULL, NULL)
) AS t (record_key, charge_category, charge_frequency, pricing_category, commitment_status, coverage, commitment_type)

-- step: facts line
CREATE TEMP TABLE ce_line AS
WITH named AS (
    SELECT *, json_extract_string(json_list(keys), '$[0]') AS first_value, json_extract_string(json_list(keys), '$[1]') AS second_value
    FROM raw
),
dimension AS (
    SELECT
        *,
        CASE 'DIMENSION:SERVICE' WHEN {{first_key}} THEN first_value WHEN {{second_key}} THEN second_value END AS service,
        CASE 'DIMENSION:LINKED_ACCOUNT' WHEN {{first_key}} THEN first_value WHEN {{second_key}} THEN second_value END AS account_id,
        CASE 'DIMENSION:REGION' WHEN {{first_key}} THEN first_value WHEN {{second_key}} THEN second_value END AS region,
        CASE 'DIMENSION:USAGE_TYPE' WHEN {{first_key}} THEN first_value WHEN {{second_key}} THEN second_value END AS usage_type,
        CASE 'DIMENSION:RECORD_TYPE' WHEN {{first_key}} THEN first_value WHEN {{second_key}} THEN second_value END AS record,
        -- "team$alpha": the key, a dollar, the value; nothing behind the dollar is no tag.
        CASE WHEN starts_with({{first_key}}, 'TAG:') THEN nullif(substr(first_value, strpos(first_value, '$') + 1), '')
            WHEN starts_with({{second_key}}, 'TAG:') THEN nullif(substr(second_value, strpos(second_value, '$') + 1), '') END
            AS tag_value,
        CASE WHEN starts_with({{first_key}}, 'COST_CATEGORY:') THEN nullif(substr(first_value, strpos(first_value, '$') + 1), '')
            WHEN starts_with({{second_key}}, 'COST_CATEGORY:') THEN nullif(substr(second_value, strpos(second_value, '$') + 1), '')
            END AS category_value
    FROM named
),
ruled AS (
    SELECT
        *,
        CASE
            WHEN NOT {{has_record}} AND lower(service) = 'tax' THEN 'tax'
            WHEN NOT {{has_record}} THEN 'usage'
            WHEN contains(lower(record), 'discount') AND lower(record) NOT LIKE 'discounted%' THEN 'discount'
            ELSE regexp_replace(lower(record), '[^a-z]', '', 'g')
        END AS record_key,
        coalesce(net_unblended_cost, unblended_cost) AS cost_text,
        coalesce(net_unblended_unit, unblended_unit, {{any_currency}}) AS currency
    FROM dimension
)
SELECT
    ruled.*, rule.* EXCLUDE (record_key),
    rule.record_key IS NOT NULL AS is_known,
    money(cost_text) AS cost,
    money_rest(cost_text) AS rest,
    money(coalesce(net_amortized_cost, amortized_cost)) AS amortized,
    moment(period_start) AS start_time,
    moment(period_end) AS end_time,
    keys IS NULL AND cost_text IS NULL AS is_empty
FROM ruled
LEFT JOIN ce_record AS rule ON rule.record_key = ruled.record_key

-- Covered usage: the row that its charge stands on, and what usage and negation leave over.
-- step: facts covered
CREATE TEMP TABLE ce_covered AS
SELECT
    sys_file_no, sys_row_no,
    row_number() OVER (same ORDER BY record_key = 'savingsplannegation', sys_file_no, sys_row_no) = 1 AS is_first,
    CAST(coalesce(sum(cost) OVER same, 0) AS DECIMAL(38,12)) AS left_over,
    CAST(sum(amortized) OVER same AS DECIMAL(38,12)) AS share
FROM ce_line
WHERE coverage = 'covered'
WINDOW same AS (PARTITION BY commitment_type, currency, start_time, end_time, service, account_id, region, usage_type,
    tag_value, category_value, CASE WHEN {{first_key}} = 'DIMENSION:RECORD_TYPE' THEN second_value ELSE first_value END)

-- step: control total
SELECT
    currency AS billing_currency,
    CAST(coalesce(sum(cost), 0) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(coalesce(sum(cost), 0) AS DECIMAL(38,12)), CAST(coalesce(sum(rest), 0) AS DECIMAL(38,30))) AS exact_cost,
    CAST(count(*) AS BIGINT) AS row_count
FROM ce_line
GROUP BY currency
ORDER BY currency

-- step: drops rules
SELECT 'CE-NEGATION' AS rule, currency AS billing_currency, CAST(coalesce(sum(cost), 0) AS DECIMAL(38,12)) AS cost,
    CAST(count(*) AS BIGINT) AS row_count
FROM ce_line JOIN ce_covered USING (sys_file_no, sys_row_no)
WHERE NOT is_first
GROUP BY currency
UNION ALL
SELECT 'CE-EMPTY', currency, CAST(0 AS DECIMAL(38,12)), CAST(count(*) AS BIGINT)
FROM ce_line
WHERE is_empty
GROUP BY currency
ORDER BY rule, billing_currency

-- step: messages facts
SELECT 'refuse' AS level, 'CE-TWICE' AS rule,
    'the group ' || coalesce(keys, 'of all cost') || ' is there twice for ' || period_start || ': a page was given twice' AS text
FROM (SELECT keys, period_start, row_number() OVER (ORDER BY period_start, keys) AS place
      FROM raw GROUP BY keys, period_start HAVING count(*) > 1)
WHERE place = 1
UNION ALL
SELECT 'refuse', 'CE-GROUP', 'GroupDefinitions is no list: ' || min(group_definitions)
FROM raw
WHERE group_definitions IS NOT NULL AND json_list(group_definitions) IS NULL
HAVING count(*) > 0
UNION ALL
SELECT 'hold', 'CE-TYPE', 'record type ' || coalesce('''' || record || '''', '(empty)') || ' is not known: '
    || CAST(count(*) AS VARCHAR) || ' rows, ' || CAST(coalesce(sum(cost), 0) AS VARCHAR) || ' ' || currency
FROM ce_line
WHERE NOT is_known AND NOT is_empty
GROUP BY record, currency
UNION ALL
SELECT 'warning', 'CE-NEG', 'usage covered by savings plans and its negation differ by '
    || CAST(CAST(sum(left_over) AS DECIMAL(38,12)) AS VARCHAR) || '; kept as adjustments'
FROM ce_covered
WHERE is_first
HAVING abs(sum(left_over)) > 0.01
UNION ALL
SELECT 'warning', 'CE-AMORTIZED', 'amortized and unblended cost differ, and nothing says what is a fee and what it pays for: group by '
    || 'RECORD_TYPE; the unblended cost counts as effective cost'
FROM ce_line
WHERE NOT {{has_record}} AND amortized <> cost
HAVING count(*) > 0
UNION ALL
SELECT 'note', 'CE-ESTIMATED', 'AWS has not completed ' || strftime(min(start_time), '%Y-%m-%d') || ' to '
    || strftime(max(end_time), '%Y-%m-%d') || ' yet'
FROM ce_line
WHERE lower(estimated) = 'true'
HAVING count(*) > 0
ORDER BY level, rule, text

-- step: charge charges
WITH part AS (
    SELECT
        ce_line.*, covered.left_over, covered.share, part.part_no,
        coalesce(covered.is_first, true) AS is_first
    FROM ce_line
    LEFT JOIN ce_covered AS covered USING (sys_file_no, sys_row_no)
    JOIN (VALUES (1), (2), (9)) AS part (part_no)
        ON part_no = 1
        -- What a fee paid for and nothing used.
        OR (part_no = 2 AND {{has_amortized}} AND coverage = 'covering' AND amortized <> 0 AND start_time IS NOT NULL)
        -- What covered usage and its negation leave over.
        OR (part_no = 9 AND {{has_amortized}} AND covered.is_first AND covered.left_over <> 0 AND start_time IS NOT NULL)
),
valued AS (
    SELECT
        * EXCLUDE (charge_category, charge_frequency, pricing_category, commitment_status, coverage, commitment_type),
        CASE part_no WHEN 2 THEN 'Usage' WHEN 9 THEN 'Adjustment' ELSE coalesce(charge_category, 'Adjustment') END AS charge_category,
        CASE part_no WHEN 2 THEN 'Usage-Based' WHEN 9 THEN 'One-Time' ELSE coalesce(charge_frequency, 'One-Time') END
            AS charge_frequency,
        CASE WHEN part_no = 2 THEN 'Committed' WHEN part_no = 9 THEN NULL
            WHEN pricing_category = 'Committed' AND NOT {{has_amortized}} THEN 'Standard' ELSE pricing_category END
            AS pricing_category,
        CASE WHEN {{has_amortized}} AND part_no <> 9 THEN
            CASE part_no WHEN 2 THEN 'Unused' ELSE commitment_status END END AS commitment_status,
        CASE WHEN {{has_amortized}} AND part_no <> 9 THEN CASE part_no WHEN 2 THEN 'covered' ELSE coverage END END AS coverage,
        CASE WHEN {{has_amortized}} AND part_no <> 9 THEN commitment_type END AS commitment_type,
        CASE
            WHEN part_no = 9 THEN left_over
            WHEN part_no = 2 THEN CAST(0 AS DECIMAL(38,12))
            WHEN coverage = 'covered' AND {{has_amortized}} THEN CAST(0 AS DECIMAL(38,12))
            WHEN coverage = 'covered' THEN left_over
            ELSE coalesce(cost, 0)
        END AS billed,
        CASE
            WHEN part_no = 9 THEN left_over
            WHEN part_no = 2 THEN amortized
            WHEN coverage = 'covered' AND {{has_amortized}} THEN coalesce(share, 0)
            WHEN coverage = 'covered' THEN left_over
            WHEN coverage = 'covering' AND {{has_amortized}} THEN CAST(0 AS DECIMAL(38,12))
            ELSE coalesce(cost, 0)
        END AS effective,
        CASE WHEN usage_type IS NOT NULL AND part_no = 1 AND charge_category = 'Usage' THEN money(used_quantity) END AS quantity
    FROM part
)
SELECT
    sys_file_no, sys_row_no, part_no AS sys_part_no,
    billed AS billed_cost,
    effective AS effective_cost,
    CASE coverage WHEN 'covered' THEN effective ELSE billed END AS list_cost,
    CASE coverage WHEN 'covered' THEN effective ELSE billed END AS contracted_cost,
    currency AS billing_currency,
    charge_category,
    coalesce(usage_type, service, tag_value, category_value, 'All cost') AS charge_description,
    charge_frequency,
    pricing_category,
    quantity AS pricing_quantity,
    CASE WHEN quantity IS NOT NULL THEN coalesce(unit.unit, nullif(used_unit, 'N/A'), 'Units') END AS pricing_unit,
    CASE WHEN commitment_status IS DISTINCT FROM 'Unused' THEN quantity END AS consumed_quantity,
    CASE WHEN quantity IS NOT NULL AND commitment_status IS DISTINCT FROM 'Unused'
        THEN coalesce(unit.unit, nullif(used_unit, 'N/A'), 'Units') END AS consumed_unit,
    date_trunc('month', start_time) AS billing_period_start,
    date_trunc('month', start_time) + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE WHEN end_time > start_time THEN end_time ELSE start_time + INTERVAL 1 DAY END AS charge_period_end,
    'unknown' AS billing_account_id,
    valued.account_id AS sub_account_id,
    CASE WHEN valued.account_id IS NOT NULL THEN coalesce(account.account_name, valued.account_id) END AS sub_account_name,
    CASE WHEN valued.account_id IS NOT NULL THEN 'Account' END AS sub_account_type,
    'AWS' AS service_provider_name,
    CASE WHEN charge_category <> 'Tax' THEN 'AWS' END AS host_provider_name,
    'AWS' AS invoice_issuer_name, 'AWS' AS provider_name, 'AWS' AS publisher_name,
    coalesce(service, CASE WHEN charge_category IN ('Tax', 'Credit') THEN charge_category END, 'Unknown') AS service_name,
    coalesce(known.service_category, 'Other') AS service_category,
    coalesce(known.service_subcategory, 'Other (Other)') AS service_subcategory,
    CASE WHEN commitment_status = 'Unused' THEN commitment_type || 's' END AS resource_id,
    CASE WHEN commitment_status = 'Unused' THEN commitment_type END AS resource_type,
    CASE WHEN region NOT IN ('global', 'NoRegion') THEN region END AS region_id,
    CASE WHEN region NOT IN ('global', 'NoRegion') THEN coalesce(reg.region_name, region) END AS region_name,
    CASE WHEN tag_value IS NOT NULL THEN tag_set_id(CAST(json_object(
        substr(CASE WHEN starts_with({{first_key}}, 'TAG:') THEN {{first_key}} ELSE {{second_key}} END, 5), tag_value) AS VARCHAR),
        'aws.focus') END AS tag_set_id,
    CASE WHEN category_value IS NOT NULL THEN CAST(json_object(
        substr(CASE WHEN starts_with({{first_key}}, 'COST_CATEGORY:') THEN {{first_key}} ELSE {{second_key}} END, 15), category_value)
        AS VARCHAR) END AS x_cost_category,
    -- The answer does not say which commitment: all of a kind are one.
    CASE WHEN commitment_type IS NOT NULL THEN commitment_type || 's' END AS commitment_discount_id,
    CASE commitment_type WHEN 'Savings Plan' THEN 'Spend' WHEN 'Reserved Instance' THEN 'Usage' END AS commitment_discount_category,
    commitment_type AS commitment_discount_type,
    commitment_status AS commitment_discount_status,
    CASE part_no WHEN 9 THEN 'SavingsPlanNegationResidual' ELSE record END AS x_charge_subtype,
    coverage AS x_coverage,
    CASE part_no WHEN 1 THEN coalesce(cost, 0) ELSE CAST(0 AS DECIMAL(38,12)) END AS x_native_cost,
    true AS x_contracted_cost_is_estimated, true AS x_list_cost_is_estimated, NOT {{has_amortized}} AS x_effective_cost_is_estimated,
    CASE WHEN start_time IS NULL THEN 'TimePeriod.Start' WHEN cost IS NULL THEN 'UnblendedCost'
        WHEN keys IS NOT NULL AND json_list(keys) IS NULL THEN 'Keys' END AS reject_column,
    CASE
        WHEN is_empty OR NOT is_first THEN NULL
        WHEN start_time IS NULL THEN 'not a time: ' || coalesce(period_start, '(empty)')
        WHEN cost IS NULL AND cost_text IS NULL THEN 'is missing: the answer must have the metric UnblendedCost'
        WHEN cost IS NULL THEN 'not a number: ' || cost_text
        WHEN keys IS NOT NULL AND json_list(keys) IS NULL THEN 'not a list: ' || keys
    END AS reject_reason,
    CASE WHEN is_empty THEN 'CE-EMPTY' WHEN NOT is_first THEN 'CE-NEGATION' END AS drop_rule
FROM valued
LEFT JOIN ce_account AS account ON account.account_id = valued.account_id
LEFT JOIN ref_unit AS unit ON unit.unit_key = lower(used_unit)
LEFT JOIN ref_service AS known ON known.provider = 'AWS' AND known.service_key = lower(service)
LEFT JOIN ref_region AS reg ON reg.provider = 'AWS' AND reg.region_id = region
