-- INV-01: mandatory columns are set and enumerations are in their lists (focus-model.md 3 and 6).
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no,
    CASE
        WHEN billed_cost IS NULL THEN 'billed_cost is missing'
        WHEN effective_cost IS NULL THEN 'effective_cost is missing'
        WHEN list_cost IS NULL THEN 'list_cost is missing'
        WHEN contracted_cost IS NULL THEN 'contracted_cost is missing'
        WHEN billing_currency IS NULL THEN 'billing_currency is missing'
        WHEN billing_account_id IS NULL THEN 'billing_account_id is missing'
        WHEN service_name IS NULL THEN 'service_name is missing'
        WHEN service_category IS NULL THEN 'service_category is missing'
        WHEN service_subcategory IS NULL THEN 'service_subcategory is missing'
        WHEN service_provider_name IS NULL THEN 'service_provider_name is missing'
        WHEN invoice_issuer_name IS NULL THEN 'invoice_issuer_name is missing'
        WHEN charge_period_start IS NULL OR charge_period_end IS NULL THEN 'the charge period is missing'
        WHEN billing_period_start IS NULL OR billing_period_end IS NULL THEN 'the billing period is missing'
        WHEN charge_category IS NULL OR charge_category NOT IN ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment')
            THEN concat('charge_category ', coalesce(charge_category, 'is missing'), ' is not in the list')
        WHEN charge_frequency IS NULL OR charge_frequency NOT IN ('One-Time', 'Recurring', 'Usage-Based')
            THEN concat('charge_frequency ', coalesce(charge_frequency, 'is missing'), ' is not in the list')
        WHEN charge_class <> 'Correction' THEN concat('charge_class ', charge_class, ' is not in the list')
        WHEN pricing_category NOT IN ('Standard', 'Committed', 'Dynamic', 'Other')
            THEN concat('pricing_category ', pricing_category, ' is not in the list')
        WHEN x_coverage NOT IN ('covering', 'covered') THEN concat('x_coverage ', x_coverage, ' is not in the list')
        ELSE concat('commitment_discount_status ', commitment_discount_status, ' is not in the list')
    END AS detail
FROM {{charge}} AS charge
WHERE billed_cost IS NULL OR effective_cost IS NULL OR list_cost IS NULL OR contracted_cost IS NULL
   OR billing_currency IS NULL OR billing_account_id IS NULL OR service_name IS NULL OR service_category IS NULL
   OR service_subcategory IS NULL OR service_provider_name IS NULL OR invoice_issuer_name IS NULL
   OR charge_period_start IS NULL OR charge_period_end IS NULL OR billing_period_start IS NULL OR billing_period_end IS NULL
   OR charge_category IS NULL OR charge_category NOT IN ('Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment')
   OR charge_frequency IS NULL OR charge_frequency NOT IN ('One-Time', 'Recurring', 'Usage-Based')
   OR charge_class <> 'Correction'
   OR pricing_category NOT IN ('Standard', 'Committed', 'Dynamic', 'Other')
   OR x_coverage NOT IN ('covering', 'covered')
   OR commitment_discount_status NOT IN ('Used', 'Unused')
