-- variance_cell: what each part of a group costs in one period, and how much of it was used; cost_cell in smaller parts.
-- {{side}}, {{keys}}, {{step}}, {{unit}}, {{rate_day}}, {{amount}}, {{sums}}, {{from}}, {{joins}}, {{date}}, {{start}}, {{end}},
-- {{filter}}, {{group}}  as in cost_cell; {{from}} are charges
-- A product is a sku_id, whatever its price or term, and where the bill names none what it describes, and else the service. The
-- quantity is the metered one, and of usage that is only priced the priced one. Whatever is no usage, or has no quantity, is not counted:
-- purchases, taxes, credits, adjustments, what a commitment leaves unused.
SELECT
    {{side}} AS side,
    {{keys}},
    {{step}} AS step,
    billing_currency,
    {{unit}} AS unit,
    {{rate_day}} AS rate_day,
    {{amount}} AS amount{{sums}},
    service_name AS product_service,
    coalesce(sku_id, charge_description, service_name) AS product,
    charge_category = 'Usage' AND coalesce(consumed_quantity, pricing_quantity) IS NOT NULL AS is_counted,
    CASE
        WHEN charge_category <> 'Usage' THEN NULL
        WHEN consumed_quantity IS NOT NULL THEN consumed_unit
        WHEN pricing_quantity IS NOT NULL THEN pricing_unit
    END AS product_unit,
    sum(CASE WHEN charge_category = 'Usage' THEN coalesce(consumed_quantity, pricing_quantity) END) AS quantity
FROM {{from}} AS fact{{joins}}
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
GROUP BY
    {{group}}billing_currency, service_name, coalesce(sku_id, charge_description, service_name),
    charge_category = 'Usage' AND coalesce(consumed_quantity, pricing_quantity) IS NOT NULL,
    CASE
        WHEN charge_category <> 'Usage' THEN NULL
        WHEN consumed_quantity IS NOT NULL THEN consumed_unit
        WHEN pricing_quantity IS NOT NULL THEN pricing_unit
    END
