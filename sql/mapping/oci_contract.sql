-- oci_contract: the credits that were bought from Oracle, as a table of ours: what the cost report leaves out.
-- One line per payment, and one per amount of credits that expired unused. Kinds:
--   instalment   one of several payments            upfront   the one payment for the whole term
--   expired      credits that nothing used: their money is consumed in that period, by nobody
-- Choices that a finance person could dispute:
--   * A payment is billed in the month in which its period starts, and has no effective cost: the usage that it pays for has.
--   * Expired credits were paid before, so their billed cost is 0; their effective cost is an estimate until Oracle's balance
--     statement confirms it.
-- reads: commitment_subscription_id!, commitment_charge!, commitment_start!, commitment_end, commitment_cost!
-- reads: currency$, description, invoice_id
-- step: facts line
CREATE TEMP VIEW contract_line AS
SELECT *, lower(commitment_charge) AS kind, money(commitment_cost) AS cost, moment(commitment_start) AS start_time,
    moment_end(commitment_end) AS end_time
FROM raw

-- step: control total
SELECT
    currency AS billing_currency,
    CAST(coalesce(sum(cost), 0) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(coalesce(sum(cost), 0) AS DECIMAL(38,12)),
        CAST(coalesce(sum(money_rest(commitment_cost)), 0) AS DECIMAL(38,30))) AS exact_cost,
    CAST(count(*) AS BIGINT) AS row_count,
    CAST(coalesce(sum(cost) FILTER (WHERE kind <> 'expired'), 0) AS DECIMAL(38,12)) AS billed_cost
FROM contract_line
GROUP BY currency
ORDER BY currency

-- step: charge charges
SELECT
    sys_file_no, sys_row_no, 1 AS sys_part_no,
    CASE kind WHEN 'expired' THEN CAST(0 AS DECIMAL(38,12)) ELSE cost END AS billed_cost,
    CASE kind WHEN 'expired' THEN cost ELSE CAST(0 AS DECIMAL(38,12)) END AS effective_cost,
    cost AS list_cost,
    cost AS contracted_cost,
    currency AS billing_currency,
    CASE kind WHEN 'expired' THEN 'Usage' ELSE 'Purchase' END AS charge_category,
    coalesce(description, CASE kind WHEN 'expired' THEN 'Expired credits' ELSE 'Universal Credits' END) AS charge_description,
    CASE kind WHEN 'expired' THEN 'Usage-Based' WHEN 'upfront' THEN 'One-Time' ELSE 'Recurring' END AS charge_frequency,
    'Standard' AS pricing_category,
    date_trunc('month', start_time) AS billing_period_start,
    date_trunc('month', start_time) + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE WHEN end_time > start_time THEN end_time ELSE start_time + INTERVAL 1 DAY END AS charge_period_end,
    commitment_subscription_id AS billing_account_id,
    'Subscription' AS billing_account_type,
    'Oracle' AS service_provider_name, 'Oracle' AS host_provider_name, 'Oracle' AS invoice_issuer_name,
    'Oracle' AS provider_name, 'Oracle' AS publisher_name,
    invoice_id,
    'Universal Credits' AS service_name,
    'Other' AS service_category,
    'Other (Other)' AS service_subcategory,
    CASE kind WHEN 'expired' THEN CAST(json_object('Elements',
        json_array(json_object('ContractID', commitment_subscription_id))) AS VARCHAR) END AS contract_applied,
    kind AS x_charge_subtype,
    CASE kind WHEN 'expired' THEN 'covered' ELSE 'covering' END AS x_coverage,
    cost AS x_native_cost,
    false AS x_contracted_cost_is_estimated, true AS x_list_cost_is_estimated,
    kind = 'expired' AS x_effective_cost_is_estimated,
    CASE
        WHEN kind IS NULL OR kind NOT IN ('instalment', 'upfront', 'expired') THEN 'commitment_charge'
        WHEN cost IS NULL THEN 'commitment_cost'
        WHEN start_time IS NULL THEN 'commitment_start'
        WHEN commitment_subscription_id IS NULL THEN 'commitment_subscription_id'
    END AS reject_column,
    CASE
        WHEN kind IS NULL OR kind NOT IN ('instalment', 'upfront', 'expired')
            THEN 'is none of instalment, upfront, expired: ' || coalesce(commitment_charge, '(empty)')
        WHEN cost IS NULL THEN 'not a number: ' || coalesce(commitment_cost, '(empty)')
        WHEN start_time IS NULL THEN 'not a date: ' || coalesce(commitment_start, '(empty)')
        WHEN commitment_subscription_id IS NULL THEN 'is empty'
    END AS reject_reason,
    CAST(NULL AS VARCHAR) AS drop_rule
FROM contract_line
