-- azure_item: what each kind of Azure row becomes. The kind is the charge type, refined by the pricing model (azure_facts).
-- is_bought: in a pair of datasets, the row is taken from the actual one; every other row is taken from the amortized one.
-- A frequency of NULL is that of the row.
CREATE TEMP TABLE ref_azure_item AS
SELECT *
FROM (VALUES
    ('Usage', 'Usage', 'Usage-Based', 'Standard', NULL, NULL, true, false),
    ('UsageSpot', 'Usage', 'Usage-Based', 'Dynamic', NULL, NULL, true, false),
    ('UsageCommitted', 'Usage', 'Usage-Based', 'Committed', 'Used', 'covered', true, false),
    ('Unused', 'Usage', 'Usage-Based', 'Committed', 'Unused', 'covered', false, false),
    ('PurchaseCommitted', 'Purchase', NULL, 'Standard', NULL, 'covering', true, true),
    ('RefundCommitted', 'Purchase', 'One-Time', 'Standard', NULL, 'covering', true, true),
    ('Purchase', 'Purchase', NULL, 'Standard', NULL, NULL, true, false),
    ('RefundPurchase', 'Purchase', 'One-Time', 'Standard', NULL, NULL, true, false),
    ('RefundUsage', 'Usage', 'One-Time', 'Standard', NULL, NULL, true, false),
    ('Tax', 'Tax', 'One-Time', NULL, NULL, NULL, false, false),
    ('Credit', 'Credit', 'One-Time', NULL, NULL, NULL, false, false),
    ('Adjustment', 'Adjustment', 'One-Time', NULL, NULL, NULL, false, false)
) AS t (
    item_type, charge_category, charge_frequency, pricing_category, commitment_discount_status, coverage, has_quantity, is_bought
);
-- azure_text: Azure writes words where it has nothing to say.
CREATE TEMP MACRO azure_text(value) AS
    CASE WHEN lower(value) IN ('unassigned', '-2', 'others', 'not applicable', '00000000-0000-0000-0000-000000000000')
        THEN NULL ELSE value END;
-- azure_block: how many units one priced block has: '10K' is 10000, '100 Hours' is 100, '1 GB/Month' is 1.
CREATE TEMP MACRO azure_block(unit) AS
    CASE WHEN unit IS NULL OR starts_with(unit, '1 ') OR starts_with(unit, '1/') THEN CAST(1 AS DECIMAL(38,12))
        ELSE coalesce(nullif(money(regexp_extract(unit, '^ *([0-9]+(?:[.][0-9]+)?)', 1))
            * CASE upper(regexp_extract(unit, '^ *[0-9.]+ *([KkMm])(?:[ /]|$)', 1))
                WHEN 'K' THEN 1000 WHEN 'M' THEN 1000000 ELSE 1 END, 0), 1) END;
-- azure_unit_name: what is counted: '' for '10K', 'Hours' for '100 Hours', 'GB/Month' for '1 GB/Month'.
CREATE TEMP MACRO azure_unit_name(unit) AS
    trim(regexp_replace(unit, '^ *[0-9]+(?:[.][0-9]+)? *(?:[KkMm]([ /]|$))?', '\1'));
