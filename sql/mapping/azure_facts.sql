-- azure_facts: what must be known about the whole Azure delivery before a row can be read, and its control total.
-- {{kind}}     which datasets the delivery holds: actual, amortized, both (a pair, or a file in which the two are equal)
-- {{is_pair}}  true when it holds an actual and an amortized dataset of the same months
-- The two datasets have the same columns. The actual one bills commitments when they are bought, the amortized one spreads
-- them over the usage that they cover. Of a pair, the rows of the amortized one count, and from the actual one the purchases
-- and refunds of commitments alone: the rest of it says again what the amortized one says.
-- The end of the billing period is inclusive, and only there so that the program sees whether its days come before its months.
-- reads: native_charge_id|id|value_id, native_cost!|cost_in_billing_currency|cost|pre_tax_cost|extended_cost|total_cost
-- reads: billing_currency$|billing_currency_code|currency|currency_code, charge_type, pricing_model, frequency, term
-- reads: usage_date!|date|usage_date_time|usage_start|billing_month, billing_period_start|billing_period_start_date
-- reads: service_period_start|service_period_start_date, billing_period_end|billing_period_end_date
-- reads: usage_quantity|quantity|consumed_quantity, unit_price|resource_rate, effective_price
-- reads: unit_of_measure|meter_details_unit_of_measure|meter_details_unit
-- reads: payg_price|market_price, payg_billing_cost|payg_cost_in_billing_currency
-- reads: pricing_currency|pricing_currency_code, pricing_currency_cost|cost_in_pricing_currency
-- reads: exchange_rate|exchange_rate_pricing_to_billing
-- reads: billing_account_id, billing_account_name, billing_profile_id, billing_profile_name, invoice_id, partner_name
-- reads: subscription_guid|subscription_id, subscription_name, publisher_type, publisher_name
-- reads: product_name|product, product_id, product_order_id, product_order_name, offer_id
-- reads: meter_id, meter_name|meter_details_meter_name, meter_category|meter_details_meter_category|service_name
-- reads: resource_id|instance_id|instance_name, resource_name, resource_location|resource_location_normalized, availability_zone
-- reads: consumed_service, resource_type, cost_center, invoice_section|invoice_section_name, tags|value_tags, additional_info
-- reads: benefit_id, benefit_name, reservation_id, reservation_name, is_estimated, next_link|properties_next_link

-- step: facts item
CREATE TEMP VIEW azure_item AS
WITH model AS (
    SELECT
        *,
        lower(replace(pricing_model, ' ', '')) AS model,
        lower(replace(coalesce(charge_type, 'Usage'), ' ', '')) AS type,
        coalesce(lower(publisher_type) = 'marketplace', false) AS is_marketplace
    FROM line
),
committed AS (
    SELECT
        *,
        coalesce(model IN ('reservation', 'savingsplan'), false) OR (model IS NULL AND NOT is_marketplace
            AND coalesce(azure_text(benefit_id), azure_text(reservation_id)) IS NOT NULL) AS is_committed
    FROM model
)
SELECT
    *,
    CASE
        WHEN type = 'usage' AND is_committed THEN 'UsageCommitted'
        WHEN type = 'usage' AND model = 'spot' THEN 'UsageSpot'
        WHEN type = 'usage' THEN 'Usage'
        WHEN type IN ('unusedreservation', 'unusedsavingsplan') THEN 'Unused'
        WHEN type = 'purchase' AND is_committed THEN 'PurchaseCommitted'
        WHEN type = 'purchase' THEN 'Purchase'
        WHEN type = 'refund' AND is_committed THEN 'RefundCommitted'
        WHEN type = 'refund' AND is_marketplace THEN 'RefundPurchase'
        WHEN type = 'refund' THEN 'RefundUsage'
        WHEN type = 'tax' THEN 'Tax'
        WHEN type = 'credit' THEN 'Credit'
        ELSE 'Adjustment'
    END AS item_type
FROM committed

-- One row per file and combination of what the rules depend on. The fits count the rows whose price times quantity is the cost
-- when the quantity counts blocks, and when it counts single units; a thousandth is far less than any block.
-- step: facts group
CREATE TEMP TABLE azure_group AS
WITH priced AS (
    SELECT
        sys_file_no, item_type, type, billing_currency, meter_id, unit_of_measure, native_cost, next_link,
        azure_block(unit_of_measure) AS block_size,
        CAST(money(native_cost) AS DOUBLE) AS cost,
        CAST(money(usage_quantity) AS DOUBLE) * coalesce(CAST(money(exchange_rate) AS DOUBLE), 1) AS quantity,
        CAST(money(unit_price) AS DOUBLE) AS unit_price,
        CAST(money(effective_price) AS DOUBLE) AS effective_price
    FROM azure_item
)
SELECT
    sys_file_no, item_type, type, billing_currency, meter_id, unit_of_measure,
    CAST(count(*) AS BIGINT) AS row_count,
    bool_or(next_link IS NOT NULL) AS has_next,
    count(*) FILTER (WHERE cost <> 0) AS paid_count,
    coalesce(sum(money(native_cost)), 0) AS cost,
    coalesce(sum(money_rest(native_cost)), 0) AS cost_rest,
    count(*) FILTER (WHERE item_type = 'Usage' AND block_size <> 1 AND cost <> 0
        AND (abs(quantity * unit_price - cost) < 0.001 * abs(cost)
            OR abs(quantity * effective_price - cost) < 0.001 * abs(cost))) AS block_fits,
    count(*) FILTER (WHERE item_type = 'Usage' AND block_size <> 1 AND cost <> 0
        AND (abs(quantity / CAST(block_size AS DOUBLE) * unit_price - cost) < 0.001 * abs(cost)
            OR abs(quantity / CAST(block_size AS DOUBLE) * effective_price - cost) < 0.001 * abs(cost))) AS single_fits
FROM priced
GROUP BY ALL

-- Which dataset each file is: what its manifest or the caller says, else what its rows show. A file without commitments shows
-- nothing, and both datasets would be equal. Pages of one answer of an interface show it together; an answer ends with the page
-- that names no next one.
-- step: facts file
CREATE TEMP TABLE azure_file AS
WITH evidence AS (
    SELECT
        sys_file_no AS file_no,
        bool_or(has_next) AS has_next,
        bool_or(item_type = 'Unused' OR (item_type = 'UsageCommitted' AND paid_count > 0)) AS shows_amortized,
        bool_or(item_type IN ('PurchaseCommitted', 'RefundCommitted')) AS shows_actual,
        bool_or(item_type = 'UsageCommitted' AND paid_count = 0) AS shows_unpaid
    FROM azure_group
    GROUP BY sys_file_no
),
paged AS (
    SELECT
        file.file_no, file.name, lower(file.kind) AS given_kind, coalesce(e.has_next, false) AS has_next,
        e.shows_amortized, e.shows_actual, e.shows_unpaid,
        coalesce(count(*) FILTER (WHERE NOT coalesce(e.has_next, false))
            OVER (ORDER BY file.file_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS answer_no
    FROM delivery_file AS file
    LEFT JOIN evidence AS e USING (file_no)
),
answer AS (
    SELECT
        answer_no,
        coalesce(bool_or(shows_amortized), false) AS shows_amortized,
        coalesce(bool_or(shows_actual), false) AS shows_actual,
        coalesce(bool_or(shows_unpaid), false) AS shows_unpaid
    FROM paged
    GROUP BY answer_no
)
SELECT
    file_no, name, given_kind, has_next, answer_no,
    answer.shows_amortized, answer.shows_actual,
    CASE
        WHEN given_kind IN ('actual', 'amortized') THEN given_kind
        WHEN answer.shows_amortized THEN 'amortized'
        WHEN answer.shows_actual OR answer.shows_unpaid THEN 'actual'
        ELSE 'both'
    END AS kind
FROM paged
JOIN answer USING (answer_no)

-- step: values kind
SELECT
    CASE
        WHEN bool_or(kind = 'actual') AND bool_or(kind = 'amortized') THEN 'both'
        WHEN bool_or(kind = 'actual') THEN 'actual'
        WHEN bool_or(kind = 'amortized') THEN 'amortized'
        ELSE 'both'
    END AS kind,
    bool_or(kind = 'actual') AND bool_or(kind = 'amortized') AS is_pair
FROM azure_file

-- The invoice counts the actual dataset, and the accrual view adds up to the amortized one.
-- step: control total
SELECT
    billing_currency,
    CAST(coalesce(sum(cost) FILTER (WHERE is_counted), 0) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(coalesce(sum(cost) FILTER (WHERE is_counted), 0) AS DECIMAL(38,12)),
        CAST(coalesce(sum(cost_rest) FILTER (WHERE is_counted), 0) AS DECIMAL(38,30))) AS exact_cost,
    CAST(sum(row_count) AS BIGINT) AS row_count,
    -- Of the amortized dataset alone, what commitments cover is not billed: the purchases are.
    CAST(coalesce(sum(cost) FILTER (WHERE is_counted AND ({{kind}} <> 'amortized' OR coverage IS NULL)), 0) AS DECIMAL(38,12))
        AS billed_cost,
    CASE WHEN {{kind}} <> 'actual'
        THEN CAST(coalesce(sum(cost) FILTER (WHERE NOT {{is_pair}} OR kind <> 'actual'), 0) AS DECIMAL(38,12)) END AS effective_cost
FROM (
    SELECT g.*, file.kind, rule.coverage, NOT {{is_pair}} OR file.kind = 'actual' AS is_counted
    FROM azure_group AS g
    JOIN azure_file AS file ON file.file_no = g.sys_file_no
    JOIN ref_azure_item AS rule USING (item_type)
) AS counted
GROUP BY billing_currency
ORDER BY billing_currency

-- What one quantity of a meter counts, decided for the meter by what fits its costs. Where nothing fits, the quantity is taken
-- as it is.
-- step: facts unit
CREATE TEMP TABLE azure_unit AS
WITH meter AS (
    SELECT meter_id, unit_of_measure, sum(block_fits) AS block_fits, sum(single_fits) AS single_fits
    FROM azure_group
    WHERE azure_text(unit_of_measure) IS NOT NULL
    GROUP BY meter_id, unit_of_measure
)
SELECT
    meter_id, unit_of_measure, block_size,
    single_fits > block_fits AS counts_single,
    block_size <> 1 AND block_fits = 0 AND single_fits = 0 AS is_doubtful,
    unit,
    CASE WHEN block_size = 1 THEN unit
        ELSE regexp_replace(CAST(block_size AS VARCHAR), '[.]0+$', '') || ' ' || unit END AS block_unit
FROM (
    SELECT
        named.*,
        CAST(azure_block(unit_of_measure) AS DECIMAL(38,12)) AS block_size,
        coalesce(ref.unit, CASE WHEN name = '' OR name LIKE '/%' THEN 'Units' || name ELSE name END) AS unit
    FROM (SELECT *, azure_unit_name(unit_of_measure) AS name FROM meter) AS named
    LEFT JOIN ref_unit AS ref ON ref.unit_key = lower(named.name)
) AS sized

-- step: drops rules
SELECT 'AZURE-PAIR' AS rule, billing_currency, CAST(0 AS DECIMAL(38,12)) AS cost, CAST(sum(row_count) AS BIGINT) AS row_count
FROM azure_group AS g
JOIN azure_file AS file ON file.file_no = g.sys_file_no
JOIN ref_azure_item AS rule USING (item_type)
WHERE {{is_pair}} AND file.kind = 'actual' AND NOT rule.is_bought
GROUP BY billing_currency
ORDER BY billing_currency

-- step: messages facts
WITH shared AS (
    SELECT
        file.file_no, file.name, file.given_kind, file.kind, g.billing_currency,
        sum(row_count) AS row_count, sum(cost) AS cost
    FROM azure_group AS g
    JOIN azure_file AS file ON file.file_no = g.sys_file_no
    JOIN ref_azure_item AS rule USING (item_type)
    WHERE rule.coverage IS NULL
    GROUP BY file.file_no, file.name, file.given_kind, file.kind, g.billing_currency
)
SELECT 'hold' AS level, 'AZURE-KIND' AS rule,
    name || CASE WHEN given_kind IS NULL THEN ' holds purchases of commitments and usage that they cover at a cost'
            WHEN kind = 'actual' THEN ' is said to be actual, but holds amortized costs'
            ELSE ' is said to be amortized, but holds purchases of commitments' END
        || ': an export is either actual or amortized' AS text
FROM azure_file
WHERE (shows_amortized AND shows_actual) OR (kind = 'actual' AND shows_amortized) OR (kind = 'amortized' AND shows_actual)
UNION ALL
-- Files of which nothing says what they are may be parts of one dataset, or the two datasets themselves.
SELECT 'hold', 'AZURE-KIND',
    one.name || ' and ' || other.name || ' hold the same ' || CAST(one.cost AS VARCHAR) || ' ' || one.billing_currency
        || ': if one is actual and one amortized, say which'
FROM shared AS one
JOIN shared AS other ON one.file_no < other.file_no AND one.billing_currency = other.billing_currency
    AND one.row_count = other.row_count AND one.cost = other.cost
WHERE one.cost <> 0 AND (one.kind = 'both' OR other.kind = 'both')
UNION ALL
SELECT 'hold', 'AZURE-PAIR',
    'apart from commitments the actual dataset adds up to '
        || CAST(coalesce(sum(cost) FILTER (WHERE kind = 'actual'), 0) AS VARCHAR) || ' and the amortized one to '
        || CAST(coalesce(sum(cost) FILTER (WHERE kind <> 'actual'), 0) AS VARCHAR) || ' ' || billing_currency
        || ': they were not produced of the same data; ingest the other half of the newer one'
FROM shared
WHERE {{is_pair}}
GROUP BY billing_currency
HAVING coalesce(sum(cost) FILTER (WHERE kind = 'actual'), 0) <> coalesce(sum(cost) FILTER (WHERE kind <> 'actual'), 0)
UNION ALL
SELECT CASE {{kind}} WHEN 'actual' THEN 'note' ELSE 'warning' END, 'AZURE-ONE',
    CASE {{kind}}
        WHEN 'actual' THEN 'only the actual dataset is here: what commitments cover shows no cost, and their purchases count when '
            || 'they are billed; add the amortized export'
        ELSE 'only the amortized dataset is here: purchases of commitments are missing, so the invoice cannot be reconciled; add '
            || 'the actual export' END
WHERE {{kind}} <> 'both'
UNION ALL
SELECT 'warning', 'AZURE-TYPE',
    'charge type ''' || type || ''' is not known and kept as an adjustment: ' || CAST(sum(row_count) AS VARCHAR) || ' rows, '
        || CAST(sum(cost) AS VARCHAR) || ' ' || coalesce(billing_currency, '')
FROM azure_group
WHERE item_type = 'Adjustment' AND type NOT IN ('roundingadjustment', 'adjustment')
GROUP BY type, billing_currency
ORDER BY level, rule, text
