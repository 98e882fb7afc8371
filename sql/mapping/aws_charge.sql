-- aws_charge: one AWS line item to one charge, two for the fee of a commitment (what it costs, what was left unused).
-- {{is_net}}  true when the net columns are filled: discounts are inside them
-- Choices that a finance person could dispute:
--   * The fee and the upfront payment of a commitment have effective cost 0; the covered usage carries its share, and the
--     part that nothing used is a charge of its own (Unused), so that effective cost adds up to what was paid.
--   * A missing cost counts as 0; a missing public price leaves the list cost at the undiscounted cost, marked estimated.
--   * A refund corrects a closed month when its usage lies before the billing month, and that month was closed.
-- step: charge charges
WITH item AS (
    SELECT
        *,
        money(line_item_unblended_cost) AS gross,
        money(line_item_net_unblended_cost) AS net,
        money(pricing_public_on_demand_cost) AS demand,
        money(line_item_usage_amount) AS quantity,
        moment(line_item_usage_start_date) AS start_time,
        moment_end(line_item_usage_end_date) AS end_time,
        date_trunc('month', moment(bill_billing_period_start_date)) AS month_start,
        coalesce(product_name, line_item_product_code,
            CASE WHEN line_item_line_item_type IN ('Tax', 'Credit') THEN line_item_line_item_type END,
            'Unknown') AS service
    FROM aws_item
),
ruled AS (
    SELECT
        item.*, rule.* EXCLUDE (item_type),
        rule.item_type AS known_type,
        coalesce(fold.amount, 0) AS folded,
        folded.sys_row_no IS NOT NULL AS is_folded,
        CASE WHEN NOT {{is_net}} THEN coalesce(item.gross, 0)
            WHEN rule.is_discount THEN coalesce(net, 0)
            ELSE coalesce(net, item.gross, 0) END AS native,
        fee.paid AS fee_paid, fee.gross AS fee_gross,
        coalesce(CASE WHEN {{is_net}} THEN money(savings_plan_net_savings_plan_effective_cost) END,
            money(savings_plan_savings_plan_effective_cost)) AS sp_effective,
        {{is_net}} AND savings_plan_net_savings_plan_effective_cost IS NOT NULL AS sp_is_net,
        coalesce(CASE WHEN {{is_net}} THEN money(reservation_net_effective_cost) END,
            money(reservation_effective_cost)) AS ri_effective,
        {{is_net}} AND reservation_net_effective_cost IS NOT NULL AS ri_is_net,
        CASE
            WHEN item.item_type = 'SavingsPlanRecurringFee' THEN
                money(savings_plan_total_commitment_to_date) - coalesce(money(savings_plan_used_commitment), 0)
            WHEN item.item_type = 'RIFee' AND {{is_net}}
                AND coalesce(reservation_net_unused_amortized_upfront_fee_for_billing_period,
                    reservation_net_unused_recurring_fee) IS NOT NULL THEN
                coalesce(money(reservation_net_unused_amortized_upfront_fee_for_billing_period), 0)
                    + coalesce(money(reservation_net_unused_recurring_fee), 0)
            WHEN item.item_type = 'RIFee' THEN
                coalesce(money(reservation_unused_amortized_upfront_fee_for_billing_period), 0)
                    + coalesce(money(reservation_unused_recurring_fee), 0)
        END AS unused_gross
    FROM item
    LEFT JOIN ref_aws_item AS rule ON rule.item_type = item.item_type
    LEFT JOIN aws_fee AS fee ON fee.commitment_id = item.commitment_id AND fee.period = item.bill_billing_period_start_date
    LEFT JOIN aws_fold AS fold ON fold.sys_file_no = item.sys_file_no AND fold.sys_row_no = item.sys_row_no
    LEFT JOIN aws_folded AS folded ON folded.sys_file_no = item.sys_file_no AND folded.sys_row_no = item.sys_row_no
),
costed AS (
    SELECT
        *,
        native + folded AS basis,
        -- The net reservation columns hold the discount already; everything else is scaled as the fee was.
        CASE
            WHEN unused_gross IS NULL THEN CAST(0 AS DECIMAL(38,12))
            WHEN fee_gross IS NULL OR (item_type = 'RIFee' AND {{is_net}}) THEN unused_gross
            ELSE money_share(unused_gross, fee_paid, fee_gross)
        END AS unused,
        CASE
            WHEN effective_by = 'sp' AND fee_gross IS NOT NULL AND NOT {{is_net}} THEN money_share(sp_effective, fee_paid, fee_gross)
            WHEN effective_by = 'sp' THEN sp_effective
            WHEN effective_by = 'ri' AND fee_gross IS NOT NULL AND NOT {{is_net}} THEN money_share(ri_effective, fee_paid, fee_gross)
            WHEN effective_by = 'ri' THEN ri_effective
        END AS covered_cost
    FROM ruled
),
valued AS (
    SELECT
        *,
        CASE WHEN billed_by = 'zero' THEN CAST(0 AS DECIMAL(38,12)) ELSE basis END AS billed,
        CASE coalesce(effective_by, 'basis')
            WHEN 'basis' THEN basis
            WHEN 'zero' THEN CAST(0 AS DECIMAL(38,12))
            WHEN 'unused' THEN unused
            ELSE coalesce(covered_cost, 0)
        END AS effective,
        CASE WHEN commitment_status IS NOT NULL OR coverage = 'covering' THEN commitment_id END AS used_commitment_id,
        CASE WHEN has_quantity THEN quantity END AS used_quantity,
        coalesce(region, CASE WHEN line_item_availability_zone ~ '[a-z-]+-[0-9][a-z]'
            THEN left(line_item_availability_zone, -1) END) AS place
    FROM costed
    WHERE part_no IS NULL
        OR (part_no = 1 AND (effective_by <> 'zero' OR basis <> 0 OR unused = 0))
        OR (part_no = 2 AND unused <> 0)
)
SELECT
    sys_file_no,
    sys_row_no,
    CASE WHEN part_no = 2 AND basis = 0 THEN 1 ELSE coalesce(part_no, 1) END AS sys_part_no,
    billed AS billed_cost,
    effective AS effective_cost,
    CASE coalesce(list_by, 'basis')
        WHEN 'demand' THEN coalesce(demand, gross, CAST(0 AS DECIMAL(38,12)))
        WHEN 'gross' THEN coalesce(gross, CAST(0 AS DECIMAL(38,12)))
        WHEN 'effective' THEN effective
        WHEN 'zero' THEN CAST(0 AS DECIMAL(38,12))
        ELSE basis
    END AS list_cost,
    CASE coalesce(contracted_by, 'basis')
        WHEN 'demand' THEN coalesce(demand, gross, CAST(0 AS DECIMAL(38,12)))
        WHEN 'gross' THEN coalesce(gross, CAST(0 AS DECIMAL(38,12)))
        WHEN 'effective' THEN effective
        ELSE basis
    END AS contracted_cost,
    CASE WHEN has_quantity THEN unsigned_price(pricing_public_on_demand_rate) END AS list_unit_price,
    CASE WHEN has_quantity AND demand = basis THEN unsigned_price(pricing_public_on_demand_rate) END AS contracted_unit_price,
    line_item_currency_code AS billing_currency,
    CASE WHEN item_type = 'Refund' AND start_time < month_start THEN 'Usage'
        ELSE coalesce(charge_category, 'Adjustment') END AS charge_category,
    CASE WHEN item_type IN ('Refund', 'RefundOfCommitment') AND start_time < month_start
        AND is_closed(date_trunc('month', start_time)) THEN 'Correction' END AS charge_class,
    CASE WHEN commitment_status = 'Unused' THEN 'Unused: ' || coalesce(line_item_line_item_description, commitment_id, item_type)
        ELSE coalesce(line_item_line_item_description, line_item_usage_type, item_type) END AS charge_description,
    coalesce(charge_frequency, 'One-Time') AS charge_frequency,
    CASE WHEN item_type = 'Usage' AND (contains(line_item_usage_type, 'SpotUsage') OR pricing_term = 'Spot') THEN 'Dynamic'
        ELSE pricing_category END AS pricing_category,
    used_quantity AS pricing_quantity,
    CASE WHEN used_quantity IS NOT NULL THEN coalesce(unit.unit, pricing_unit, 'Units') END AS pricing_unit,
    CASE WHEN charge_category = 'Usage' THEN used_quantity END AS consumed_quantity,
    CASE WHEN charge_category = 'Usage' AND used_quantity IS NOT NULL THEN coalesce(unit.unit, pricing_unit, 'Units') END
        AS consumed_unit,
    month_start AS billing_period_start,
    month_start + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    CASE WHEN end_time > start_time THEN end_time ELSE start_time + INTERVAL 1 HOUR END AS charge_period_end,
    bill_payer_account_id AS billing_account_id,
    bill_payer_account_name AS billing_account_name,
    'Organization' AS billing_account_type,
    line_item_usage_account_id AS sub_account_id,
    CASE WHEN line_item_usage_account_id IS NOT NULL THEN coalesce(line_item_usage_account_name, line_item_usage_account_id) END
        AS sub_account_name,
    CASE WHEN line_item_usage_account_id IS NOT NULL THEN 'Account' END AS sub_account_type,
    CASE WHEN bill_billing_entity = 'AWS Marketplace' THEN coalesce(line_item_legal_entity, 'AWS Marketplace') ELSE 'AWS' END
        AS service_provider_name,
    CASE WHEN charge_category = 'Tax' OR contains(lower(line_item_product_code), 'support') THEN NULL ELSE 'AWS' END
        AS host_provider_name,
    coalesce(bill_invoicing_entity, CASE WHEN bill_billing_entity = 'AWS' THEN line_item_legal_entity END, 'AWS')
        AS invoice_issuer_name,
    'AWS' AS provider_name,
    coalesce(line_item_legal_entity, 'AWS') AS publisher_name,
    bill_invoice_id AS invoice_id,
    service AS service_name,
    coalesce(named.service_category, coded.service_category, 'Other') AS service_category,
    coalesce(named.service_subcategory, coded.service_subcategory, 'Other (Other)') AS service_subcategory,
    CASE WHEN commitment_status = 'Unused' OR coverage = 'covering' THEN coalesce(used_commitment_id, line_item_resource_id)
        ELSE line_item_resource_id END AS resource_id,
    CASE WHEN coalesce(CASE WHEN commitment_status = 'Unused' OR coverage = 'covering' THEN used_commitment_id END,
            line_item_resource_id) IS NOT NULL
        THEN CASE WHEN (commitment_status = 'Unused' OR coverage = 'covering') AND used_commitment_id IS NOT NULL
            THEN CASE WHEN savings_plan_savings_plan_a_r_n IS NOT NULL THEN 'Savings Plan' ELSE 'Reserved Instance' END
            ELSE coalesce(product_product_family, line_item_product_code, 'Resource') END END AS resource_type,
    CASE WHEN place NOT IN ('global', 'Global', 'Any') THEN place END AS region_id,
    CASE WHEN place NOT IN ('global', 'Global', 'Any') THEN coalesce(reg.region_name, place) END AS region_name,
    line_item_availability_zone AS availability_zone,
    CASE WHEN charge_category <> 'Tax' THEN product_sku END AS sku_id,
    CASE WHEN charge_category <> 'Tax' AND product_sku IS NOT NULL THEN line_item_usage_type END AS sku_meter,
    CASE WHEN charge_category <> 'Tax' AND product_sku IS NOT NULL
        THEN coalesce(pricing_rate_code, product_sku || '/' || pricing_rate_id) END AS sku_price_id,
    tag_set_id(resource_tags, 'aws') AS tag_set_id,
    used_commitment_id AS commitment_discount_id,
    CASE WHEN used_commitment_id IS NOT NULL THEN
        CASE WHEN savings_plan_savings_plan_a_r_n IS NOT NULL THEN 'Spend' ELSE 'Usage' END END AS commitment_discount_category,
    CASE WHEN used_commitment_id IS NOT NULL THEN
        CASE WHEN savings_plan_savings_plan_a_r_n IS NOT NULL THEN 'Savings Plan' ELSE 'Reserved Instance' END END
        AS commitment_discount_type,
    CASE WHEN used_commitment_id IS NOT NULL THEN commitment_status END AS commitment_discount_status,
    CASE
        WHEN used_commitment_id IS NULL THEN NULL
        WHEN savings_plan_savings_plan_a_r_n IS NOT NULL THEN
            CASE WHEN commitment_status IS NOT NULL THEN effective
                ELSE coalesce(money(savings_plan_total_commitment_to_date), basis) END
        WHEN commitment_status = 'Unused' THEN money(reservation_unused_quantity)
        ELSE coalesce(money(line_item_normalized_usage_amount), quantity)
    END AS commitment_discount_quantity,
    CASE
        WHEN used_commitment_id IS NULL THEN NULL
        WHEN savings_plan_savings_plan_a_r_n IS NOT NULL THEN line_item_currency_code
        WHEN commitment_status = 'Unused' THEN CASE WHEN reservation_unused_quantity IS NOT NULL THEN 'Hours' END
        WHEN line_item_normalized_usage_amount IS NOT NULL THEN 'Normalized Hours'
        WHEN quantity IS NOT NULL THEN 'Hours'
    END AS commitment_discount_unit,
    line_item_line_item_type AS x_charge_subtype,
    identity_line_item_id AS x_native_charge_id,
    CASE WHEN commitment_status IS NOT NULL AND used_commitment_id IS NULL THEN 'covered' ELSE coverage END AS x_coverage,
    CASE WHEN part_no = 2 AND basis <> 0 THEN CAST(0 AS DECIMAL(38,12)) ELSE native END AS x_native_cost,
    coalesce(item_type = 'DiscountedUsage' OR (contracted_by = 'gross' AND gross IS NULL), false)
        AS x_contracted_cost_is_estimated,
    coalesce(list_by = 'demand' AND demand IS NULL, false) AS x_list_cost_is_estimated,
    coalesce(effective_by IN ('sp', 'ri') AND covered_cost IS NULL, false) AS x_effective_cost_is_estimated,
    cost_category AS x_cost_category,
    CASE WHEN line_item_product_code = 'AmazonEC2' THEN
        CASE
            WHEN contains(line_item_usage_type, 'EBS:') THEN 'Block Storage'
            WHEN contains(line_item_usage_type, 'NatGateway') THEN 'NAT Gateway'
            WHEN contains(line_item_usage_type, 'DataTransfer') THEN 'Data Transfer'
            WHEN contains(line_item_usage_type, 'ElasticIP') THEN 'Elastic IP'
            WHEN contains(line_item_usage_type, 'LoadBalancer') THEN 'Load Balancer'
            WHEN contains(line_item_usage_type, 'SpotUsage') THEN 'Spot Instance'
            WHEN contains(line_item_usage_type, 'BoxUsage') THEN 'Instance'
        END
    END AS x_service_component,
    CASE
        WHEN gross IS NULL AND line_item_unblended_cost IS NOT NULL THEN 'line_item_unblended_cost'
        WHEN net IS NULL AND line_item_net_unblended_cost IS NOT NULL THEN 'line_item_net_unblended_cost'
        WHEN month_start IS NULL THEN 'bill_billing_period_start_date'
        WHEN start_time IS NULL THEN 'line_item_usage_start_date'
        WHEN bill_payer_account_id IS NULL THEN 'bill_payer_account_id'
    END AS reject_column,
    CASE
        WHEN gross IS NULL AND line_item_unblended_cost IS NOT NULL THEN 'not a number: ' || line_item_unblended_cost
        WHEN net IS NULL AND line_item_net_unblended_cost IS NOT NULL THEN 'not a number: ' || line_item_net_unblended_cost
        WHEN month_start IS NULL THEN 'not a time: ' || coalesce(bill_billing_period_start_date, '(empty)')
        WHEN start_time IS NULL THEN 'not a time: ' || coalesce(line_item_usage_start_date, '(empty)')
        WHEN bill_payer_account_id IS NULL THEN 'is empty'
    END AS reject_reason,
    CASE WHEN is_folded THEN 'AWS-FOLD' ELSE drop_rule END AS drop_rule
FROM valued
LEFT JOIN ref_service AS named ON named.provider = 'AWS' AND named.service_key = lower(service)
LEFT JOIN ref_service AS coded ON coded.provider = 'AWS' AND coded.service_key = lower(line_item_product_code)
LEFT JOIN ref_region AS reg ON reg.provider = 'AWS' AND reg.region_id = place
LEFT JOIN ref_unit AS unit ON unit.unit_key = lower(pricing_unit)

-- The money that covered usage and its negations do not cancel out.
-- step: charge residual when has_residual
SELECT
    sys_file_no,
    sys_row_no,
    CASE subtype WHEN 'DiscountedUsageResidual' THEN 8 ELSE 9 END AS sys_part_no,
    cost AS billed_cost, cost AS effective_cost, cost AS list_cost, cost AS contracted_cost,
    billing_currency,
    'Adjustment' AS charge_category,
    'Covered usage and its negation differ' AS charge_description,
    'One-Time' AS charge_frequency,
    date_trunc('month', moment(period)) AS billing_period_start,
    date_trunc('month', moment(period)) + INTERVAL 1 MONTH AS billing_period_end,
    start_time AS charge_period_start,
    start_time + INTERVAL 1 HOUR AS charge_period_end,
    billing_account_id,
    'Organization' AS billing_account_type,
    account_id AS sub_account_id,
    account_id AS sub_account_name,
    CASE WHEN account_id IS NOT NULL THEN 'Account' END AS sub_account_type,
    'AWS' AS service_provider_name, 'AWS' AS host_provider_name, 'AWS' AS invoice_issuer_name,
    'AWS' AS provider_name, 'AWS' AS publisher_name,
    service AS service_name,
    coalesce(named.service_category, coded.service_category, 'Other') AS service_category,
    coalesce(named.service_subcategory, coded.service_subcategory, 'Other (Other)') AS service_subcategory,
    subtype AS x_charge_subtype,
    CAST(0 AS DECIMAL(38,12)) AS x_native_cost,
    false AS x_contracted_cost_is_estimated, false AS x_list_cost_is_estimated, false AS x_effective_cost_is_estimated,
    CAST(NULL AS VARCHAR) AS reject_column, CAST(NULL AS VARCHAR) AS reject_reason, CAST(NULL AS VARCHAR) AS drop_rule
FROM aws_residual_row
LEFT JOIN ref_service AS named ON named.provider = 'AWS' AND named.service_key = lower(service)
LEFT JOIN ref_service AS coded ON coded.provider = 'AWS' AND coded.service_key = lower(product_code)
