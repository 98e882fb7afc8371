-- azure_charge: one Azure row to one charge.
-- {{kind}}     which datasets the delivery holds: actual, amortized, both
-- {{is_pair}}  true when it holds an actual and an amortized dataset of the same months
-- Choices that a finance person could dispute:
--   * Covered usage and the unused part of a commitment are billed 0: the invoice has the purchase. Published guidance sets
--     only the usage to 0, which bills the unused part twice.
--   * With the actual dataset alone, the effective cost of a purchase is what was billed, marked estimated.
--   * A quantity is in blocks or in single units as the costs of the meter show; a cost is never changed to fit.
--   * A refund corrects a closed month when what it refunds lies before the billing month, and that month was closed.
-- step: charge charges
WITH item AS (
    SELECT
        item.*, rule.* EXCLUDE (item_type), file.kind AS file_kind,
        money(native_cost) AS cost,
        coalesce(money(native_cost), 0) AS paid,
        money(usage_quantity) AS quantity,
        nullif(money(exchange_rate), 0) AS rate,
        moment(usage_date) AS usage_time,
        date_trunc('month', coalesce(moment(billing_period_start), moment(usage_date))) AS month_start,
        date_trunc('month', coalesce(moment(service_period_start), moment(usage_date))) AS service_month,
        lower(azure_text(subscription_guid)) AS subscription,
        lower(azure_text(resource_id)) AS arm_id,
        nullif(lower(replace(coalesce(azure_text(resource_location), ''), ' ', '')), '') AS location,
        unit.* EXCLUDE (meter_id, unit_of_measure)
    FROM azure_item AS item
    JOIN azure_file AS file ON file.file_no = item.sys_file_no
    JOIN ref_azure_item AS rule ON rule.item_type = item.item_type
    LEFT JOIN azure_unit AS unit
        ON unit.meter_id IS NOT DISTINCT FROM item.meter_id AND unit.unit_of_measure = item.unit_of_measure
),
-- Prices are in the pricing currency.
priced AS (
    SELECT
        *,
        CASE WHEN counts_single THEN money_share(quantity, 1, block_size) ELSE quantity END AS priced_quantity,
        CASE WHEN counts_single THEN quantity ELSE money_share(quantity, coalesce(block_size, 1), 1) END AS single_quantity,
        CASE WHEN rate IS NULL OR rate = 1 THEN unsigned_price(payg_price)
            ELSE CAST(money_share(money(payg_price), rate, 1) AS DECIMAL(38,15)) END AS payg,
        CASE WHEN rate IS NULL OR rate = 1 THEN unsigned_price(unit_price)
            ELSE CAST(money_share(money(unit_price), rate, 1) AS DECIMAL(38,15)) END AS contracted,
        CASE
            WHEN azure_text(benefit_id) IS NOT NULL THEN lower(benefit_id)
            WHEN model = 'savingsplan' AND azure_text(product_order_id) IS NOT NULL
                THEN '/providers/microsoft.billingbenefits/savingsplanorders/' || lower(product_order_id)
            WHEN azure_text(reservation_id) IS NOT NULL THEN
                '/providers/microsoft.capacity/reservationorders/' || coalesce(lower(azure_text(product_order_id)) || '/reservations/', '')
                    || lower(reservation_id)
            WHEN azure_text(product_order_id) IS NOT NULL
                THEN '/providers/microsoft.capacity/reservationorders/' || lower(product_order_id)
        END AS known_commitment_id,
        '/' || nullif(concat_ws('/', nullif(regexp_extract(arm_id, '.*/providers/([^/]+/[^/]+)/[^/]+', 1), ''),
            nullif(regexp_extract(arm_id, '.*/providers/[^/]+/[^/]+/[^/]+/([^/]+)/[^/]+', 1), '')), '') AS arm_type
    FROM item
),
costed AS (
    SELECT
        *,
        coverage = 'covered' AND file_kind = 'amortized' AS is_spread,
        -- Free of charge is no price of what costs something.
        CASE WHEN payg_billing_cost IS NOT NULL AND (money(payg_billing_cost) <> 0 OR cost = 0) THEN money(payg_billing_cost)
            WHEN has_quantity AND payg > 0 THEN money_share(CAST(payg AS DECIMAL(38,12)), priced_quantity, 1)
            WHEN has_quantity AND payg = 0 AND cost = 0 THEN CAST(0 AS DECIMAL(38,12)) END AS known_list,
        CASE WHEN has_quantity AND contracted > 0
            THEN money_share(CAST(contracted AS DECIMAL(38,12)), priced_quantity, 1) END AS known_contracted,
        CASE WHEN coverage IS NOT NULL THEN known_commitment_id END AS commitment_id,
        CASE WHEN coverage = 'covered' OR (coverage = 'covering' AND {{is_pair}}) THEN known_commitment_id END
            AS used_commitment_id
    FROM priced
),
valued AS (
    SELECT
        *,
        CASE WHEN is_spread THEN CAST(0 AS DECIMAL(38,12)) ELSE paid END AS billed,
        CASE WHEN coverage = 'covering' AND {{is_pair}} THEN CAST(0 AS DECIMAL(38,12)) ELSE paid END AS effective,
        coalesce(known_list, CASE WHEN coverage = 'covered' THEN known_contracted END, paid) AS list,
        coalesce(CASE WHEN is_committed OR item_type = 'Unused' THEN azure_text(meter_category) END, svc.service_name,
            azure_text(meter_category), CASE WHEN model = 'savingsplan' THEN 'Azure Savings Plan for Compute' END,
            CASE WHEN is_committed THEN 'Azure Reservations' END, product_order_name,
            CASE item_type WHEN 'Tax' THEN 'Tax' WHEN 'Credit' THEN 'Credit' WHEN 'Adjustment' THEN 'Rounding' END,
            azure_text(publisher_name), consumed_service, 'Unknown') AS service,
        CASE WHEN location NOT IN ('global', 'intercontinental', 'zone1', 'unknown', 'allregions')
            THEN coalesce(alias.region_id, location) END AS region
    FROM costed
    LEFT JOIN ref_azure_service AS svc ON svc.resource_type = coalesce(substr(costed.arm_type, 2), lower(costed.resource_type))
    LEFT JOIN ref_azure_region AS alias ON alias.alias = costed.location
)
SELECT
    sys_file_no,
    sys_row_no,
    1 AS sys_part_no,
    billed AS billed_cost,
    effective AS effective_cost,
    list AS list_cost,
    CASE WHEN coverage = 'covered' THEN coalesce(known_contracted, list) ELSE paid END AS contracted_cost,
    CASE WHEN payg > 0 AND known_list IS NOT NULL AND priced_quantity IS NOT NULL THEN payg END AS list_unit_price,
    CASE WHEN known_contracted IS NOT NULL AND (coverage = 'covered' OR abs(known_contracted - cost) <= abs(cost) / 1000)
        THEN contracted END AS contracted_unit_price,
    valued.billing_currency,
    coalesce(azure_text(pricing_currency), valued.billing_currency) AS pricing_currency,
    CASE WHEN pricing_currency IS NOT NULL THEN unsigned_price(payg_price) END AS pricing_currency_list_unit_price,
    CASE WHEN pricing_currency IS NOT NULL THEN unsigned_price(unit_price) END AS pricing_currency_contracted_unit_price,
    CASE WHEN coverage = 'covering' AND {{is_pair}} THEN CAST(0 AS DECIMAL(38,12)) ELSE money(pricing_currency_cost) END
        AS pricing_currency_effective_cost,
    charge_category,
    CASE WHEN item_type IN ('RefundCommitted', 'RefundPurchase', 'RefundUsage') AND service_month < month_start
        AND is_closed(service_month) THEN 'Correction' END AS charge_class,
    coalesce(azure_text(product_name), azure_text(product_order_name), azure_text(meter_name),
        azure_text(meter_category), charge_type, item_type)
        AS charge_description,
    CASE
        WHEN charge_frequency IS NOT NULL THEN charge_frequency
        WHEN lower(replace(frequency, '-', '')) = 'onetime' THEN 'One-Time'
        ELSE 'Recurring'
    END AS charge_frequency,
    pricing_category,
    CASE WHEN has_quantity THEN priced_quantity END AS pricing_quantity,
    CASE WHEN has_quantity AND priced_quantity IS NOT NULL THEN coalesce(block_unit, 'Units') END AS pricing_unit,
    CASE WHEN has_quantity AND charge_category = 'Usage' THEN single_quantity END AS consumed_quantity,
    CASE WHEN has_quantity AND charge_category = 'Usage' AND single_quantity IS NOT NULL THEN coalesce(unit, 'Units') END
        AS consumed_unit,
    month_start AS billing_period_start,
    month_start + INTERVAL 1 MONTH AS billing_period_end,
    date_trunc('day', usage_time) AS charge_period_start,
    CASE WHEN is_monthly THEN usage_time + INTERVAL 1 MONTH ELSE date_trunc('day', usage_time) + INTERVAL 1 DAY END
        AS charge_period_end,
    coalesce(account_id, '/subscriptions/' || subscription) AS billing_account_id,
    coalesce(account_name, CASE WHEN account_id IS NULL THEN subscription_name END) AS billing_account_name,
    CASE WHEN account_id IS NULL THEN 'Subscription' ELSE account_type END AS billing_account_type,
    '/subscriptions/' || subscription AS sub_account_id,
    CASE WHEN subscription IS NOT NULL THEN coalesce(azure_text(subscription_name), subscription) END AS sub_account_name,
    CASE WHEN subscription IS NOT NULL THEN 'Subscription' END AS sub_account_type,
    CASE WHEN is_marketplace THEN coalesce(azure_text(publisher_name), 'Azure Marketplace') ELSE 'Microsoft' END
        AS service_provider_name,
    CASE WHEN charge_category <> 'Tax' THEN 'Microsoft' END AS host_provider_name,
    coalesce(azure_text(partner_name), 'Microsoft') AS invoice_issuer_name,
    'Microsoft' AS provider_name,
    coalesce(azure_text(publisher_name), 'Microsoft') AS publisher_name,
    invoice_id,
    service AS service_name,
    coalesce(named.service_category, 'Other') AS service_category,
    coalesce(named.service_subcategory, 'Other (Other)') AS service_subcategory,
    CASE WHEN coverage = 'covering' OR item_type = 'Unused' THEN coalesce(commitment_id, arm_id) ELSE arm_id END AS resource_id,
    CASE WHEN coverage = 'covering' OR item_type = 'Unused' THEN coalesce(azure_text(benefit_name), azure_text(reservation_name))
        ELSE coalesce(azure_text(resource_name), nullif(regexp_extract(azure_text(valued.resource_id), '([^/]+)/*$', 1), '')) END
        AS resource_name,
    CASE WHEN coalesce(CASE WHEN coverage = 'covering' OR item_type = 'Unused' THEN commitment_id END, arm_id) IS NULL THEN NULL
        WHEN (coverage = 'covering' OR item_type = 'Unused') AND commitment_id IS NOT NULL
            THEN CASE WHEN is_savings_plan THEN 'Savings Plan' ELSE 'Reservation' END
        ELSE coalesce(substr(arm_type, 2), lower(valued.resource_type), 'Resource') END AS resource_type,
    region AS region_id,
    CASE WHEN region IS NOT NULL THEN coalesce(reg.region_name, region) END AS region_name,
    azure_text(availability_zone) AS availability_zone,
    product_key AS sku_id,
    CASE WHEN product_key IS NOT NULL THEN azure_text(meter_name) END AS sku_meter,
    CASE WHEN product_key IS NOT NULL THEN price_key END AS sku_price_id,
    price_details(additional_info) AS sku_price_details,
    tag_set_id(tags, 'plain') AS tag_set_id,
    used_commitment_id AS commitment_discount_id,
    CASE WHEN used_commitment_id IS NOT NULL THEN coalesce(azure_text(benefit_name), azure_text(reservation_name)) END
        AS commitment_discount_name,
    CASE WHEN used_commitment_id IS NOT NULL THEN CASE WHEN is_savings_plan THEN 'Spend' ELSE 'Usage' END END
        AS commitment_discount_category,
    CASE WHEN used_commitment_id IS NOT NULL THEN CASE WHEN is_savings_plan THEN 'Savings Plan' ELSE 'Reservation' END END
        AS commitment_discount_type,
    CASE WHEN used_commitment_id IS NOT NULL THEN commitment_discount_status END AS commitment_discount_status,
    CASE WHEN used_commitment_id IS NULL THEN NULL WHEN is_savings_plan THEN paid ELSE priced_quantity END
        AS commitment_discount_quantity,
    CASE WHEN used_commitment_id IS NULL THEN NULL WHEN is_savings_plan THEN valued.billing_currency
        WHEN priced_quantity IS NOT NULL THEN coalesce(block_unit, 'Units') END AS commitment_discount_unit,
    coalesce(charge_type, 'Usage') || coalesce('/' || pricing_model, '') AS x_charge_subtype,
    native_charge_id AS x_native_charge_id,
    CASE WHEN coverage = 'covered' OR (coverage = 'covering' AND {{is_pair}}) THEN coverage END AS x_coverage,
    CASE WHEN {{is_pair}} AND is_spread THEN CAST(0 AS DECIMAL(38,12)) ELSE paid END AS x_native_cost,
    coalesce(is_doubtful, false) OR (charge_category = 'Usage' AND (known_contracted IS NULL
        OR (coverage IS NULL AND abs(known_contracted - cost) > abs(cost) / 1000))) AS x_contracted_cost_is_estimated,
    charge_category = 'Usage' AND known_list IS NULL AS x_list_cost_is_estimated,
    {{kind}} = 'actual' AND (coverage = 'covering' OR coverage = 'covered') IS TRUE AS x_effective_cost_is_estimated,
    unsigned_price(exchange_rate) AS x_billing_exchange_rate,
    CASE WHEN has_quantity AND quantity IS NOT NULL THEN coalesce(block_size, 1) END AS x_pricing_block_size,
    azure_text(meter_category) AS x_service_component,
    CASE WHEN azure_text(cost_center) IS NOT NULL OR azure_text(invoice_section) IS NOT NULL
        THEN CAST(json_merge_patch('{}', json_object('CostCenter', azure_text(cost_center), 'InvoiceSection', azure_text(invoice_section)))
            AS VARCHAR) END AS x_cost_category,
    CASE
        WHEN cost IS NULL AND native_cost IS NOT NULL THEN 'cost'
        WHEN usage_time IS NULL THEN 'date'
        WHEN month_start IS NULL OR (billing_period_start IS NOT NULL AND moment(billing_period_start) IS NULL)
            THEN 'billingPeriodStartDate'
        WHEN account_id IS NULL AND subscription IS NULL THEN 'billingAccountId'
    END AS reject_column,
    CASE
        WHEN cost IS NULL AND native_cost IS NOT NULL THEN 'not a number: ' || native_cost
        WHEN usage_time IS NULL THEN 'not a time: ' || coalesce(usage_date, '(empty)')
        WHEN month_start IS NULL OR (billing_period_start IS NOT NULL AND moment(billing_period_start) IS NULL)
            THEN 'not a time: ' || coalesce(billing_period_start, '(empty)')
        WHEN account_id IS NULL AND subscription IS NULL THEN 'there is neither an account nor a subscription'
    END AS reject_reason,
    CASE WHEN {{is_pair}} AND file_kind = 'actual' AND NOT is_bought THEN 'AZURE-PAIR' END AS drop_rule
FROM (SELECT *, contains(commitment_id, '/microsoft.billingbenefits/') OR (model = 'savingsplan'
        AND NOT contains(commitment_id, '/microsoft.capacity/')) AS is_savings_plan FROM valued) AS valued
LEFT JOIN ref_service AS named ON named.provider = 'Microsoft' AND named.service_key = lower(service)
LEFT JOIN ref_region AS reg ON reg.provider = 'Microsoft' AND reg.region_id = region
