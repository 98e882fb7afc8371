-- focus_charge: one FOCUS row to one charge: names and spellings of older versions brought up to date, gaps filled,
-- contradictions repaired. Billed costs are never touched. Each repair of a value is noted in x_source_adjustments.
-- Choices that a finance person could dispute:
--   * Tax and credits: effective cost = billed cost, as FOCUS 1.4 says.
--   * A purchase with a commitment, or with effective cost 0, covers usage: its money is on the covered usage.
--   * Usage with billed cost 0 and an effective cost is paid by such a purchase.
--   * Any other row: effective cost = billed cost.
-- step: charge charges
WITH parsed AS (
    SELECT
        *,
        money(billed_cost) AS billed,
        money(effective_cost) AS effective_given,
        money(list_cost) AS list_given,
        money(contracted_cost) AS contracted_given,
        money(pricing_quantity) AS quantity,
        money(consumed_quantity) AS consumed,
        date_trunc('month', moment(billing_period_start)) AS month_start,
        moment(charge_period_start) AS start_time,
        moment_end(charge_period_end) AS end_time,
        CASE
            WHEN lower(charge_subcategory) = 'credit' THEN 'Credit'
            WHEN lower(charge_category) = 'usage' THEN 'Usage'
            WHEN lower(charge_category) = 'purchase' THEN 'Purchase'
            WHEN lower(charge_category) = 'tax' THEN 'Tax'
            WHEN lower(charge_category) = 'credit' THEN 'Credit'
            WHEN lower(charge_category) = 'adjustment' THEN 'Adjustment'
            ELSE coalesce(charge_category, 'Adjustment')
        END AS category,
        CASE
            WHEN lower(commitment_discount_status) = 'used' OR lower(charge_subcategory) = 'used commitment' THEN 'Used'
            WHEN lower(commitment_discount_status) = 'unused' OR lower(charge_subcategory) = 'unused commitment' THEN 'Unused'
            WHEN commitment_discount_id IS NOT NULL AND lower(pricing_category) IN ('committed', 'commitment-based') THEN 'Used'
        END AS status_given
    FROM bill
    WHERE NOT is_repeated
),
sorted AS (
    SELECT
        *,
        CASE WHEN category = 'Usage' AND commitment_discount_id IS NOT NULL THEN status_given END AS status,
        -- A commitment on an ordinary usage row says nothing: it neither used nor bought any of it.
        CASE WHEN category = 'Purchase' OR status_given IS NOT NULL THEN commitment_discount_id END AS commitment_id,
        CASE
            WHEN category = 'Purchase' AND (commitment_discount_id IS NOT NULL OR (effective_given = 0 AND billed <> 0)) THEN 'covering'
            WHEN category = 'Usage' AND ((status_given IS NOT NULL AND commitment_discount_id IS NOT NULL)
                OR (billed = 0 AND effective_given <> 0)) THEN 'covered'
        END AS coverage
    FROM parsed
),
costed AS (
    SELECT
        *,
        CASE coverage WHEN 'covering' THEN CAST(0 AS DECIMAL(38,12)) WHEN 'covered' THEN effective_given ELSE billed END AS effective,
        CASE
            WHEN category = 'Purchase' AND lower(charge_frequency) = 'usage-based' THEN 'Recurring'
            WHEN lower(charge_frequency) = 'usage-based' THEN 'Usage-Based'
            WHEN lower(charge_frequency) = 'one-time' THEN 'One-Time'
            WHEN lower(charge_frequency) = 'recurring' THEN 'Recurring'
            WHEN category = 'Usage' THEN 'Usage-Based'
            ELSE 'One-Time'
        END AS frequency,
        CASE
            WHEN category IN ('Tax', 'Credit', 'Adjustment') AND coalesce(lower(pricing_category), '') <> 'other' THEN NULL
            WHEN category = 'Purchase' THEN 'Standard'
            WHEN lower(pricing_category) IN ('committed', 'commitment-based') THEN 'Committed'
            WHEN lower(pricing_category) = 'dynamic' THEN 'Dynamic'
            WHEN lower(pricing_category) = 'other' THEN 'Other'
            ELSE 'Standard'
        END AS pricing
    FROM sorted
)
SELECT
    sys_file_no,
    sys_row_no,
    1 AS sys_part_no,
    billed AS billed_cost,
    effective AS effective_cost,
    coalesce(list_given, contracted_given, CASE coverage WHEN 'covered' THEN effective ELSE billed END) AS list_cost,
    coalesce(contracted_given, CASE coverage WHEN 'covered' THEN coalesce(list_given, effective) ELSE billed END) AS contracted_cost,
    CASE WHEN category <> 'Tax' THEN unsigned_price(list_unit_price) END AS list_unit_price,
    CASE WHEN category <> 'Tax' THEN unsigned_price(contracted_unit_price) END
        AS contracted_unit_price,
    billing_currency,
    coalesce(pricing_currency, billing_currency) AS pricing_currency,
    unsigned_price(pricing_currency_list_unit_price) AS pricing_currency_list_unit_price,
    unsigned_price(pricing_currency_contracted_unit_price) AS pricing_currency_contracted_unit_price,
    coalesce(money(pricing_currency_effective_cost),
        CASE WHEN pricing_currency IS NULL OR pricing_currency = billing_currency THEN effective END)
        AS pricing_currency_effective_cost,
    category AS charge_category,
    CASE WHEN lower(charge_class) = 'correction' OR lower(charge_subcategory) = 'refund' THEN 'Correction' END AS charge_class,
    coalesce(charge_description, costed.service_name, category) AS charge_description,
    frequency AS charge_frequency,
    pricing AS pricing_category,
    CASE WHEN category <> 'Tax' THEN quantity END AS pricing_quantity,
    CASE WHEN category <> 'Tax' AND quantity IS NOT NULL THEN coalesce(pricing_unit, 'Units') END AS pricing_unit,
    CASE WHEN category = 'Usage' AND status IS DISTINCT FROM 'Unused' THEN consumed END AS consumed_quantity,
    CASE WHEN category = 'Usage' AND status IS DISTINCT FROM 'Unused' AND consumed IS NOT NULL THEN coalesce(consumed_unit, 'Units') END
        AS consumed_unit,
    month_start AS billing_period_start,
    month_start + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE WHEN end_time > start_time THEN end_time ELSE start_time + INTERVAL 1 DAY END AS charge_period_end,
    billing_account_id, billing_account_name, billing_account_type,
    sub_account_id,
    CASE WHEN sub_account_id IS NOT NULL THEN coalesce(sub_account_name, sub_account_id) END AS sub_account_name,
    CASE WHEN sub_account_id IS NOT NULL THEN sub_account_type END AS sub_account_type,
    party.seller AS service_provider_name,
    CASE
        WHEN lower(host_provider_name) = 'not applicable' THEN NULL
        WHEN host_provider_name IS NOT NULL THEN host_provider_name
        WHEN category <> 'Tax' THEN party.platform
    END AS host_provider_name,
    coalesce(invoice_issuer_name, party.platform) AS invoice_issuer_name,
    party.platform AS provider_name,
    coalesce(costed.publisher_name, party.seller) AS publisher_name,
    invoice_id, invoice_detail_id,
    coalesce(costed.service_name, x_sku_meter_subcategory, CASE WHEN category IN ('Tax', 'Credit') THEN category END, costed.publisher_name,
        'Unknown') AS service_name,
    service.service_category,
    service.service_subcategory,
    CASE WHEN status = 'Unused' THEN commitment_id ELSE resource_id END AS resource_id,
    CASE WHEN resource_id IS NOT NULL THEN resource_name END AS resource_name,
    CASE WHEN resource_id IS NOT NULL THEN resource_type END AS resource_type,
    CASE WHEN party.platform = 'Microsoft' THEN lower(replace(costed.region_id, ' ', '')) ELSE costed.region_id END AS region_id,
    CASE WHEN costed.region_id IS NOT NULL THEN coalesce(costed.region_name, reg.region_name, costed.region_id) END AS region_name,
    availability_zone,
    CASE WHEN category <> 'Tax' THEN sku_id END AS sku_id,
    CASE WHEN category <> 'Tax' AND sku_id IS NOT NULL THEN sku_meter END AS sku_meter,
    CASE WHEN category <> 'Tax' THEN sku_price_id END AS sku_price_id,
    CASE WHEN sku_price_id IS NOT NULL THEN sku_price_details END AS sku_price_details,
    CASE
        WHEN tags IS NULL AND coalesce(x_labels, x_system_labels, x_project_labels, x_tags) IS NOT NULL
            THEN tag_set_id('[' || coalesce(x_labels, 'null') || ',' || coalesce(x_system_labels, 'null') || ','
                || coalesce(x_project_labels, 'null') || ',' || coalesce(x_tags, 'null') || ']', 'gcp')
        ELSE tag_set_id(tags, CASE WHEN party.platform = 'AWS' THEN 'aws.focus' ELSE 'plain' END)
    END AS tag_set_id,
    commitment_id AS commitment_discount_id,
    CASE WHEN commitment_id IS NOT NULL THEN commitment_discount_name END AS commitment_discount_name,
    CASE WHEN commitment_id IS NOT NULL THEN
        CASE
            WHEN lower(commitment_discount_category) IN ('spend', 'usage')
                THEN upper(left(commitment_discount_category, 1)) || lower(substr(commitment_discount_category, 2))
            WHEN contains(lower(coalesce(commitment_discount_type, commitment_discount_id)), 'saving') THEN 'Spend'
            ELSE 'Usage'
        END
    END AS commitment_discount_category,
    CASE WHEN commitment_id IS NOT NULL THEN coalesce(commitment_discount_type, 'Commitment') END AS commitment_discount_type,
    status AS commitment_discount_status,
    CASE WHEN commitment_id IS NOT NULL THEN money(commitment_discount_quantity) END AS commitment_discount_quantity,
    CASE WHEN commitment_id IS NOT NULL AND commitment_discount_quantity IS NOT NULL
        THEN coalesce(commitment_discount_unit, 'Units') END AS commitment_discount_unit,
    commitment_program_eligibility_details,
    capacity_reservation_id,
    CASE WHEN capacity_reservation_id IS NOT NULL THEN capacity_reservation_status END AS capacity_reservation_status,
    CASE WHEN starts_with(contract_applied, '[') THEN '{"Elements":' || contract_applied || '}' ELSE contract_applied END
        AS contract_applied,
    allocated_method_id, allocated_method_details, allocated_resource_id,
    CASE WHEN allocated_resource_id IS NOT NULL THEN coalesce(allocated_resource_name, allocated_resource_id) END
        AS allocated_resource_name,
    allocated_tags,
    coalesce(charge_subcategory, x_charge_subtype) AS x_charge_subtype,
    coalesce(oci_reference_number, x_native_charge_id) AS x_native_charge_id,
    x_cost_category,
    x_service_component,
    money(x_pricing_block_size) AS x_pricing_block_size,
    unsigned_price(x_billing_exchange_rate) AS x_billing_exchange_rate,
    x_compartment_id,
    x_compartment_name,
    coverage AS x_coverage,
    billed AS x_native_cost,
    contracted_given IS NULL AS x_contracted_cost_is_estimated,
    list_given IS NULL AS x_list_cost_is_estimated,
    effective_given IS NULL AS x_effective_cost_is_estimated,
    CASE WHEN effective IS DISTINCT FROM effective_given AND effective_given IS NOT NULL
            OR service.service_category IS DISTINCT FROM costed.service_category
            OR frequency IS DISTINCT FROM charge_frequency AND charge_frequency IS NOT NULL
            OR commitment_id IS DISTINCT FROM commitment_discount_id
        THEN repair_list(
            CASE WHEN effective IS DISTINCT FROM effective_given AND effective_given IS NOT NULL
                THEN repair('FOCUS-EFFECTIVE', 'effective_cost', effective_cost, CAST(effective AS VARCHAR)) END,
            CASE WHEN service.service_category IS DISTINCT FROM costed.service_category
                THEN repair('FOCUS-SERVICE', 'service_category', costed.service_category, service.service_category) END,
            CASE WHEN frequency IS DISTINCT FROM charge_frequency AND charge_frequency IS NOT NULL
                THEN repair('FOCUS-FREQUENCY', 'charge_frequency', charge_frequency, frequency) END,
            CASE WHEN commitment_id IS DISTINCT FROM commitment_discount_id
                THEN repair('FOCUS-COMMITMENT', 'commitment_discount_id', commitment_discount_id, commitment_id) END)
    END AS x_source_adjustments,
    CASE
        WHEN billed IS NULL THEN 'billed_cost'
        WHEN effective IS NULL THEN 'effective_cost'
        WHEN month_start IS NULL THEN 'billing_period_start'
        WHEN start_time IS NULL THEN 'charge_period_start'
        WHEN billing_account_id IS NULL THEN 'billing_account_id'
    END AS reject_column,
    CASE
        WHEN billed IS NULL THEN 'not a number: ' || coalesce(billed_cost, '(empty)')
        WHEN effective IS NULL THEN 'not a number: ' || coalesce(effective_cost, '(empty)')
        WHEN month_start IS NULL THEN 'not a time: ' || coalesce(billing_period_start, '(empty)')
        WHEN start_time IS NULL THEN 'not a time: ' || coalesce(charge_period_start, '(empty)')
        WHEN billing_account_id IS NULL THEN 'is empty'
    END AS reject_reason,
    CAST(NULL AS VARCHAR) AS drop_rule
FROM costed
LEFT JOIN focus_service AS service
    ON service.provider_name IS NOT DISTINCT FROM costed.provider_name
    AND service.service_name IS NOT DISTINCT FROM costed.service_name
LEFT JOIN focus_party AS party
    ON party.provider_name IS NOT DISTINCT FROM costed.provider_name
    AND party.service_provider_name IS NOT DISTINCT FROM costed.service_provider_name
    AND party.publisher_name IS NOT DISTINCT FROM costed.publisher_name
LEFT JOIN ref_region AS reg ON reg.provider = party.platform AND reg.region_id = costed.region_id
