-- gcp_charge: rows of Google's billing export to charges.
-- Choices that a finance person could dispute:
--   * The month is that of the invoice, never that of the usage: Google's months end at midnight in California.
--   * All credits of a row count. Discounts make the row cheaper; promotions and unknown credits are charges of their own.
--   * What a commitment paid for is not billed again: its fee is. The fee's cost goes to what it covered, day by day, and what it
--     did not cover is Unused.
--   * A correction of a month that was closed before is billed in the month of the invoice, as a Correction.
-- step: facts charge
CREATE TEMP MACRO gcp_charge(part_no, category, billed, effective, list, contracted, used, status, covers, commitment_id, native, subtype)
AS struct_pack(part_no := CAST(part_no AS INTEGER), category := category,
    billed := CAST(billed AS DECIMAL(38,12)), effective := CAST(effective AS DECIMAL(38,12)), list := CAST(list AS DECIMAL(38,12)),
    contracted := CAST(contracted AS DECIMAL(38,12)), used := CAST(used AS DECIMAL(38,12)), status := CAST(status AS VARCHAR),
    covers := CAST(covers AS VARCHAR), commitment_id := CAST(commitment_id AS VARCHAR), native := CAST(native AS DECIMAL(38,12)),
    subtype := CAST(subtype AS VARCHAR));

-- Credits that are charges of their own, per row.
-- step: facts own_credit
CREATE TEMP TABLE gcp_own_credit AS
SELECT sys_file_no, sys_row_no,
    list(gcp_charge(100 + place, 'Credit', amount, amount, amount, amount, NULL, NULL, NULL, NULL, amount, credit_type) ORDER BY place)
        AS charges
FROM (
    SELECT *, row_number() OVER (PARTITION BY sys_file_no, sys_row_no ORDER BY credit_no) AS place
    FROM gcp_credit
    WHERE effect = 'credit' AND amount IS NOT NULL
)
GROUP BY sys_file_no, sys_row_no

-- step: facts main
CREATE TEMP VIEW gcp_main AS
WITH known AS (
    SELECT line.*,
        coalesce(model.is_covered, false) AS is_model,
        model.subscription_id AS model_subscription,
        CASE WHEN model.is_covered AND model.place = {'file_no': line.sys_file_no, 'row_no': line.sys_row_no} THEN model.residual END
            AS residual,
        covered.sys_row_no IS NOT NULL AS is_split,
        covered.commitment_name, covered.family, covered.effective AS covered_fee, covered.is_estimated AS fee_is_estimated,
        own.charges AS own_credits,
        date_trunc('month', start_time) < line.month AND is_closed(date_trunc('month', start_time)) AS is_late,
        money(pricing_amount) AS quantity,
        cost + fold + line.coverage AS cost_with_credits,
        CASE WHEN line.coverage < 0 AND cost > 0 THEN least(cost, -line.coverage) END AS covered_cost,
        CASE WHEN line.fee_offset = 0 THEN pool.fee - pool.used_fee END AS unused_fee,
        coalesce(line.subscription_id, CASE WHEN line.fee_offset = 0
            THEN concat_ws('/', gcp_family(sku_name), location_region) END, sku_id) AS fee_commitment,
        CASE
            WHEN cost IS NULL THEN 'cost'
            WHEN bad_count > 0 OR (credits IS NOT NULL AND record_list(credits) IS NULL) THEN 'credits'
            WHEN line.month IS NULL THEN 'invoice.month'
            WHEN start_time IS NULL THEN 'usage_start_time'
            WHEN line.billing_account_id IS NULL THEN 'billing_account_id'
        END AS reject_column
    FROM gcp_row AS line
    LEFT JOIN gcp_model AS model ON (line.has_model OR line.fee_offset <> 0) AND line.kind IN ('usage', 'fee')
        AND model.billing_account_id = line.billing_account_id AND model.currency = line.currency AND model.month = line.month
    LEFT JOIN gcp_covered AS covered ON covered.sys_file_no = line.sys_file_no AND covered.sys_row_no = line.sys_row_no
    LEFT JOIN gcp_own_credit AS own ON own.sys_file_no = line.sys_file_no AND own.sys_row_no = line.sys_row_no
    LEFT JOIN gcp_pool AS pool ON pool.place = {'file_no': line.sys_file_no, 'row_no': line.sys_row_no}
)
SELECT *,
    CASE
        WHEN reject_column IS NOT NULL THEN 'plain'
        WHEN kind = 'usage' AND has_model AND is_model THEN 'model'
        WHEN kind = 'usage' AND is_split THEN 'split'
        WHEN kind = 'fee' AND (fee_offset = 0 OR is_model) THEN 'fee'
        ELSE 'plain'
    END AS form,
    kind IN ('usage', 'support', 'subscription', 'fee') AS has_list
FROM known

-- The charges of each row, by its form:
--   plain   the row as it is, with its price reductions        model   usage under a commitment of the new kind
--   split   what a commitment of the old kind paid for, and the rest; or what credits give beyond the row's whole cost
--   fee     the fee of a commitment, and what it did not cover
-- Behind them the credits that are charges of their own, and what usage and offsets of the new kind do not cancel.
-- step: facts part
CREATE TEMP VIEW gcp_part AS
SELECT *, unnest(
    CASE form
        WHEN 'plain' THEN [gcp_charge(1,
            CASE
                WHEN kind = 'usage' OR (kind = 'adjustment' AND adjustment_type = 'USAGE_CORRECTION') THEN 'Usage'
                WHEN has_list THEN 'Purchase'
                WHEN kind = 'tax' THEN 'Tax'
                ELSE 'Adjustment'
            END,
            cost_with_credits + fee_offset, cost_with_credits + fee_offset,
            CASE WHEN has_list THEN coalesce(cost_at_list, cost) ELSE cost_with_credits + fee_offset END,
            CASE WHEN has_list THEN cost ELSE cost_with_credits + fee_offset END,
            quantity, NULL, NULL, NULL, cost_with_credits + fee_offset, cost_type)]
        WHEN 'model' THEN [gcp_charge(1, 'Usage', 0, cost_with_credits, coalesce(cost_at_list, cost_at_default, cost),
            coalesce(cost_at_default, cost), quantity, 'Used', 'covered', coalesce(model_subscription, model_id, model_name),
            cost_with_credits, cost_type)]
        WHEN 'split' THEN [
            gcp_charge(1, 'Usage', 0, covered_fee, money_share(coalesce(cost_at_list, cost), covered_cost, cost), covered_cost,
                money_share(quantity, covered_cost, cost), 'Used', 'covered', commitment_name, cost_with_credits, cost_type),
            CASE
                WHEN covered_cost < cost THEN gcp_charge(2, 'Usage', cost_with_credits, cost_with_credits,
                    coalesce(cost_at_list, cost) - money_share(coalesce(cost_at_list, cost), covered_cost, cost), cost - covered_cost,
                    quantity - money_share(quantity, covered_cost, cost), NULL, NULL, NULL, 0, cost_type)
                WHEN cost_with_credits <> 0 THEN gcp_charge(8, 'Credit', cost_with_credits, cost_with_credits, cost_with_credits,
                    cost_with_credits, NULL, NULL, NULL, NULL, 0, 'CudCreditExcess')
            END]
        WHEN 'fee' THEN [
            gcp_charge(1, 'Purchase', cost_with_credits, 0, coalesce(cost_at_list, cost), cost, quantity, NULL, 'covering',
                fee_commitment, cost_with_credits + fee_offset, cost_type),
            CASE WHEN CASE WHEN fee_offset = 0 THEN coalesce(unused_fee, 0) ELSE cost_with_credits + fee_offset END <> 0
                THEN gcp_charge(2, 'Usage', 0, coalesce(unused_fee, cost_with_credits + fee_offset),
                    coalesce(unused_fee, cost_with_credits + fee_offset), coalesce(unused_fee, cost_with_credits + fee_offset),
                    NULL, 'Unused', 'covered', fee_commitment, 0, cost_type) END]
    END
    || CASE WHEN reject_column IS NULL THEN coalesce(own_credits, []) ELSE [] END
    || CASE WHEN residual <> 0 AND reject_column IS NULL
        THEN [gcp_charge(9, 'Adjustment', residual, residual, residual, residual, NULL, NULL, NULL, NULL, 0, 'CudOffsetResidual')]
        ELSE [] END
    ) AS charge
FROM gcp_main

-- step: charge charges
SELECT
    sys_file_no, sys_row_no,
    CASE WHEN part_no < 100 THEN part_no WHEN form IN ('split', 'fee') THEN part_no - 91 ELSE part_no - 99 END AS sys_part_no,
    billed AS billed_cost,
    effective AS effective_cost,
    list AS list_cost,
    contracted AS contracted_cost,
    CASE WHEN has_price THEN unsigned_price(list_price) END AS list_unit_price,
    CASE WHEN has_price THEN unsigned_price(effective_price) END AS contracted_unit_price,
    part.currency AS billing_currency,
    CASE WHEN rate <> 1 THEN 'USD' ELSE part.currency END AS pricing_currency,
    category AS charge_category,
    CASE WHEN kind = 'adjustment' AND is_late THEN 'Correction' END AS charge_class,
    CASE WHEN status = 'Unused' THEN 'Unused: ' ELSE '' END || coalesce(sku_name, service, category) AS charge_description,
    CASE category WHEN 'Usage' THEN 'Usage-Based' WHEN 'Purchase' THEN 'Recurring' ELSE 'One-Time' END AS charge_frequency,
    CASE
        WHEN category NOT IN ('Usage', 'Purchase') THEN NULL
        WHEN covers = 'covered' THEN 'Committed'
        WHEN category = 'Usage' AND regexp_matches(lower(sku_name), '\b(spot|preemptible)\b') THEN 'Dynamic'
        ELSE 'Standard'
    END AS pricing_category,
    CASE WHEN category IN ('Usage', 'Purchase') THEN used END AS pricing_quantity,
    CASE WHEN category IN ('Usage', 'Purchase') AND used IS NOT NULL THEN coalesce(unit.unit, pricing_unit, 'Units') END AS pricing_unit,
    CASE WHEN category = 'Usage' AND used IS NOT NULL THEN consumed END AS consumed_quantity,
    CASE WHEN category = 'Usage' AND used IS NOT NULL AND consumed IS NOT NULL
        THEN coalesce(consumed_as.unit, usage_unit, 'Units') END AS consumed_unit,
    month AS billing_period_start,
    month + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE WHEN end_time > start_time THEN end_time ELSE start_time + INTERVAL 1 HOUR END AS charge_period_end,
    part.billing_account_id,
    'Billing Account' AS billing_account_type,
    CASE WHEN kind NOT IN ('tax', 'support', 'rounding') THEN project_id END AS sub_account_id,
    CASE WHEN kind NOT IN ('tax', 'support', 'rounding') AND project_id IS NOT NULL THEN coalesce(project_name, project_id) END
        AS sub_account_name,
    CASE WHEN kind NOT IN ('tax', 'support', 'rounding') AND project_id IS NOT NULL THEN 'Project' END AS sub_account_type,
    CASE WHEN starts_with(transaction_type, 'THIRD_PARTY') THEN coalesce(seller_name, 'Google Cloud Marketplace') ELSE 'Google Cloud' END
        AS service_provider_name,
    CASE WHEN kind NOT IN ('tax', 'support') THEN 'Google Cloud' END AS host_provider_name,
    'Google Cloud' AS invoice_issuer_name,
    'Google Cloud' AS provider_name,
    CASE WHEN starts_with(transaction_type, 'THIRD_PARTY') THEN coalesce(seller_name, 'Google Cloud Marketplace') ELSE 'Google Cloud' END
        AS publisher_name,
    service AS service_name,
    coalesce(known.service_category, 'Other') AS service_category,
    coalesce(known.service_subcategory, 'Other (Other)') AS service_subcategory,
    CASE WHEN status = 'Unused' OR covers = 'covering' THEN commitment_id ELSE coalesce(resource_global_name, resource_name) END
        AS resource_id,
    CASE WHEN status = 'Unused' OR covers = 'covering' THEN commitment_id ELSE coalesce(resource_name, resource_global_name) END
        AS resource_name,
    CASE
        WHEN status = 'Unused' OR covers = 'covering' THEN 'Commitment'
        WHEN coalesce(resource_global_name, resource_name) IS NOT NULL
            THEN coalesce(nullif(regexp_extract(resource_global_name, '/([^/]+)/[^/]+$', 1), ''), 'Resource')
    END AS resource_type,
    place AS region_id,
    CASE WHEN place IS NOT NULL THEN coalesce(reg.region_name, place) END AS region_name,
    location_zone AS availability_zone,
    CASE WHEN category <> 'Tax' THEN sku_id END AS sku_id,
    CASE WHEN category <> 'Tax' AND sku_id IS NOT NULL THEN sku_name END AS sku_meter,
    CASE WHEN category <> 'Tax' THEN sku_id || '/' || tier_start_amount || coalesce('/' || model_id, '') END AS sku_price_id,
    tag_set_id(labels, 'gcp') AS tag_set_id,
    commitment_id AS commitment_discount_id,
    CASE WHEN commitment_id IS NOT NULL THEN CASE WHEN is_spend THEN 'Spend' ELSE 'Usage' END END AS commitment_discount_category,
    CASE WHEN commitment_id IS NOT NULL THEN 'Committed Use Discount' END AS commitment_discount_type,
    status AS commitment_discount_status,
    CASE WHEN commitment_id IS NOT NULL THEN
        CASE WHEN is_spend THEN CASE WHEN status IS NOT NULL THEN effective ELSE cost END ELSE used END
    END AS commitment_discount_quantity,
    CASE
        WHEN commitment_id IS NULL THEN NULL
        WHEN is_spend THEN part.currency
        WHEN used IS NOT NULL THEN coalesce(unit.unit, pricing_unit, 'Units')
    END AS commitment_discount_unit,
    subtype AS x_charge_subtype,
    adjustment_id AS x_native_charge_id,
    covers AS x_coverage,
    native AS x_native_cost,
    rate AS x_billing_exchange_rate,
    false AS x_contracted_cost_is_estimated,
    cost_at_list IS NULL AND category IN ('Usage', 'Purchase') AS x_list_cost_is_estimated,
    coalesce(status IS NOT NULL AND form <> 'model' AND fee_offset = 0 AND coalesce(fee_is_estimated, true), false)
        AS x_effective_cost_is_estimated,
    reject_column,
    CASE reject_column
        WHEN 'cost' THEN 'not a number: ' || coalesce(cost_text, '(empty)')
        WHEN 'credits' THEN 'not a list of credits: ' || credits
        WHEN 'invoice.month' THEN 'not a month: ' || coalesce(invoice_month, '(empty)')
        WHEN 'usage_start_time' THEN 'not a time: ' || coalesce(usage_start_time, '(empty)')
        WHEN 'billing_account_id' THEN 'is empty'
    END AS reject_reason,
    CAST(NULL AS VARCHAR) AS drop_rule
FROM (
    SELECT * EXCLUDE (charge), charge.*,
        gcp_time(usage_end_time) AS end_time,
        money(usage_amount) AS consumed,
        money(currency_conversion_rate) AS rate,
        coalesce(service_name, CASE kind WHEN 'tax' THEN 'Tax' WHEN 'rounding' THEN 'Rounding' ELSE 'Unknown' END) AS service,
        charge.category = 'Usage' AND charge.status IS NULL AND kind = 'usage' AS has_price,
        kind = 'fee' AND coalesce(family, gcp_family(sku_name)) IN ('dollar', 'other') OR family = 'dollar' OR form = 'model' AS is_spend,
        CASE WHEN location_region IS NOT NULL THEN location_region
            WHEN lower(location_location) NOT IN ('global', '') THEN location_location END AS place
    FROM gcp_part
    WHERE charge IS NOT NULL
) AS part
LEFT JOIN ref_unit AS unit ON unit.unit_key = lower(pricing_unit)
LEFT JOIN ref_unit AS consumed_as ON consumed_as.unit_key = lower(usage_unit)
LEFT JOIN ref_service AS known ON known.provider = 'Google Cloud' AND known.service_key = lower(service)
LEFT JOIN ref_region AS reg ON reg.provider = 'Google Cloud' AND reg.region_id = place
