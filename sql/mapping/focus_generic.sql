-- focus_generic: what a FOCUS file of any version from 1.0-preview to 1.4 may contain, and what must be known about the
-- whole of it before a row can be read. Names of 1.0-preview are the alternatives behind the bar.
-- reads: billed_cost!, effective_cost!, list_cost, contracted_cost, list_unit_price, contracted_unit_price
-- reads: billing_currency$|billed_currency, pricing_currency, pricing_currency_list_unit_price
-- reads: pricing_currency_contracted_unit_price, pricing_currency_effective_cost
-- reads: charge_category!, charge_subcategory, charge_class, charge_description, charge_frequency, pricing_category
-- reads: pricing_quantity, pricing_unit, consumed_quantity|usage_quantity, consumed_unit|usage_unit
-- reads: billing_period_start!, charge_period_start!, charge_period_end
-- reads: billing_account_id!, billing_account_name, billing_account_type, sub_account_id, sub_account_name, sub_account_type
-- reads: service_provider_name, host_provider_name, invoice_issuer_name|invoice_issuer, provider_name|provider
-- reads: publisher_name|publisher, invoice_id, invoice_detail_id, service_name!, service_category, service_subcategory
-- reads: resource_id, resource_name, resource_type, region_id|region, region_name, availability_zone
-- reads: sku_id, sku_meter, sku_price_id, sku_price_details|x_sku_details, tags
-- reads: commitment_discount_id, commitment_discount_name, commitment_discount_category, commitment_discount_type
-- reads: commitment_discount_status, commitment_discount_quantity, commitment_discount_unit
-- reads: commitment_program_eligibility_details, capacity_reservation_id, capacity_reservation_status, contract_applied
-- reads: allocated_method_id, allocated_method_details, allocated_resource_id, allocated_resource_name, allocated_tags
-- reads: x_credits, x_sku_meter_subcategory, oci_reference_number
-- reads: x_charge_subtype, x_native_charge_id, x_cost_category, x_service_component, x_pricing_block_size
-- reads: x_billing_exchange_rate, x_compartment_id, x_compartment_name
-- reads: x_labels, x_system_labels, x_project_labels, x_tags

-- One row per combination of what the rules depend on.
-- step: facts group
CREATE TEMP TABLE focus_group AS
SELECT
    billing_currency, provider_name, service_provider_name, publisher_name, service_name, service_category,
    service_subcategory, charge_category, charge_subcategory, charge_frequency, charge_class, pricing_category,
    commitment_discount_status,
    commitment_discount_id IS NOT NULL AS has_commitment,
    is_repeated,
    CAST(count(*) AS BIGINT) AS row_count,
    count(x_credits) AS credit_count,
    count(*) FILTER (WHERE money(billed_cost) <> 0) AS billed_count,
    count(*) FILTER (WHERE money(effective_cost) IS DISTINCT FROM money(billed_cost)
        AND money(billed_cost) <> 0 AND money(effective_cost) IS NOT NULL) AS moved_count,
    coalesce(sum(money(billed_cost)), 0) AS billed,
    coalesce(sum(money_rest(billed_cost)), 0) AS billed_rest,
    coalesce(sum(money(effective_cost)), 0) AS effective
FROM bill
GROUP BY ALL

-- step: control total
SELECT
    billing_currency,
    CAST(coalesce(sum(billed) FILTER (WHERE NOT is_repeated), 0) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(coalesce(sum(billed) FILTER (WHERE NOT is_repeated), 0) AS DECIMAL(38,12)),
        CAST(coalesce(sum(billed_rest) FILTER (WHERE NOT is_repeated), 0) AS DECIMAL(38,30))) AS exact_cost,
    CAST(sum(row_count) AS BIGINT) AS row_count
FROM focus_group
GROUP BY billing_currency
ORDER BY billing_currency

-- The one category of each service: the valid one that most rows carry, else that of our table.
-- step: facts service_category
CREATE TEMP TABLE focus_service AS
WITH delivered AS (
    SELECT
        provider_name, g.service_name, valid.service_category, sum(row_count) AS row_count
    FROM focus_group AS g
    JOIN (SELECT DISTINCT service_category FROM ref_service_category) AS valid
        ON lower(valid.service_category) = lower(g.service_category)
    GROUP BY provider_name, g.service_name, valid.service_category
),
category AS (
    SELECT provider_name, service_name, arg_max(service_category, (row_count, service_category)) AS service_category
    FROM delivered
    GROUP BY provider_name, service_name
),
subcategory AS (
    SELECT
        g.provider_name, g.service_name, valid.service_category,
        arg_max(valid.service_subcategory, (row_count, valid.service_subcategory)) AS service_subcategory
    FROM focus_group AS g
    JOIN ref_service_category AS valid
        ON lower(valid.service_category) = lower(g.service_category)
        AND lower(valid.service_subcategory) = lower(g.service_subcategory)
    GROUP BY g.provider_name, g.service_name, valid.service_category
),
service AS (
    SELECT DISTINCT provider_name, service_name FROM focus_group
)
SELECT
    s.provider_name, s.service_name,
    coalesce(c.service_category, known.service_category, 'Other') AS service_category,
    CASE
        WHEN c.service_category IS NULL THEN coalesce(known.service_subcategory, 'Other (Other)')
        ELSE coalesce(sub.service_subcategory,
            CASE WHEN known.service_category = c.service_category THEN known.service_subcategory END,
            'Other (' || c.service_category || ')')
    END AS service_subcategory
FROM service AS s
LEFT JOIN category AS c
    ON c.provider_name IS NOT DISTINCT FROM s.provider_name AND c.service_name IS NOT DISTINCT FROM s.service_name
LEFT JOIN subcategory AS sub
    ON sub.provider_name IS NOT DISTINCT FROM s.provider_name AND sub.service_name IS NOT DISTINCT FROM s.service_name
    AND sub.service_category = c.service_category
LEFT JOIN ref_provider AS p ON p.provider_key = lower(s.provider_name)
LEFT JOIN ref_service AS known ON known.provider = p.provider AND known.service_key = lower(s.service_name)

-- The seller is the publisher, unless that is only another name of the platform's own company.
-- step: facts party
CREATE TEMP TABLE focus_party AS
SELECT
    party.*,
    coalesce(platform.provider, party.provider_name, own.provider, party.service_provider_name, party.publisher_name, 'Unknown')
        AS platform,
    CASE
        WHEN party.service_provider_name IS NOT NULL THEN coalesce(own.provider, party.service_provider_name)
        WHEN party.publisher_name IS NULL OR party.provider_name IS NULL
            OR publisher.provider = platform.provider
            OR (platform.provider = 'AWS' AND starts_with(party.publisher_name, 'Amazon'))
            OR (platform.provider = 'Microsoft' AND starts_with(party.publisher_name, 'Microsoft'))
            OR (platform.provider = 'Google Cloud' AND starts_with(party.publisher_name, 'Google'))
            OR (platform.provider = 'Oracle' AND starts_with(party.publisher_name, 'Oracle'))
            THEN coalesce(platform.provider, party.provider_name, party.publisher_name, 'Unknown')
        ELSE party.publisher_name
    END AS seller
FROM (SELECT DISTINCT provider_name, service_provider_name, publisher_name FROM focus_group) AS party
LEFT JOIN ref_provider AS platform ON platform.provider_key = lower(party.provider_name)
LEFT JOIN ref_provider AS publisher ON publisher.provider_key = lower(party.publisher_name)
LEFT JOIN ref_provider AS own ON own.provider_key = lower(party.service_provider_name)

-- step: messages facts
SELECT 'hold' AS level, 'FOCUS-CATEGORY' AS rule,
    'charge category ' || coalesce('''' || charge_category || '''', '(empty)') || ' is none of FOCUS: '
        || CAST(sum(row_count) AS VARCHAR) || ' rows' AS text
FROM focus_group
WHERE lower(charge_category) NOT IN ('usage', 'purchase', 'tax', 'credit', 'adjustment') OR charge_category IS NULL
GROUP BY charge_category
UNION ALL
SELECT 'hold', 'FOCUS-COVERED',
    CAST(sum(billed_count) AS VARCHAR) || ' rows of usage covered by a commitment have a billed cost, '
        || CAST(sum(billed) AS VARCHAR) || ' ' || coalesce(billing_currency, '') || ' together; the purchase bills it already'
FROM focus_group
WHERE lower(charge_category) = 'usage' AND lower(commitment_discount_status) IN ('used', 'unused') AND billed_count > 0
GROUP BY billing_currency
UNION ALL
SELECT 'hold', 'FOCUS-GCP-VIEW',
    'this is the Google Cloud view of 2024, whose billed cost leaves out the credits; export the native FOCUS table'
FROM focus_group
WHERE credit_count > 0 AND charge_category IN ('usage', 'tax', 'adjustment', 'error')
HAVING count(*) > 0
UNION ALL
SELECT 'warning', 'FOCUS-EFFECTIVE',
    CAST(sum(moved_count) AS VARCHAR) || ' rows without a commitment have an effective cost that differs from the billed cost; '
        || 'the billed cost counts'
FROM focus_group
WHERE lower(charge_category) NOT IN ('purchase') AND NOT has_commitment AND moved_count > 0
HAVING sum(moved_count) > 0
ORDER BY level, rule, text
