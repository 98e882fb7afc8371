-- aws_item: what each kind of AWS line item becomes; a kind with two rows becomes two charges.
-- The kind is the line item type, refined where one type means several things (aws_facts). The four last but one columns
-- say where each cost comes from: basis (what the invoice counts), gross (before discounts), demand (public on-demand
-- cost), unused, ri or sp (effective cost of the reservation or savings plan), effective, zero.
-- A purchase that covers usage has effective cost 0: its money is on the covered and the unused usage.
CREATE TEMP TABLE ref_aws_item AS
SELECT *
FROM (VALUES
    ('Usage', 1, 'Usage', 'Usage-Based', 'Standard', NULL, NULL, 'basis', 'basis', 'demand', 'basis', true, false, true, NULL),
    ('DiscountedUsage', 1, 'Usage', 'Usage-Based', 'Committed', 'Used', 'covered', 'zero', 'ri', 'demand', 'demand',
        true, false, false, NULL),
    ('SavingsPlanCoveredUsage', 1, 'Usage', 'Usage-Based', 'Committed', 'Used', 'covered', 'zero', 'sp', 'demand',
        'gross', true, false, false, NULL),
    ('SavingsPlanNegation', 1, 'Usage', 'Usage-Based', NULL, NULL, NULL, 'basis', 'basis', 'basis', 'basis', false,
        false, false, 'AWS-NEGATION'),
    ('SavingsPlanUpfrontFee', 1, 'Purchase', 'One-Time', 'Standard', NULL, 'covering', 'basis', 'zero', 'gross',
        'basis', true, false, true, NULL),
    ('SavingsPlanRecurringFee', 1, 'Purchase', 'Recurring', 'Standard', NULL, 'covering', 'basis', 'zero', 'gross',
        'basis', true, false, true, NULL),
    ('SavingsPlanRecurringFee', 2, 'Usage', 'Usage-Based', 'Committed', 'Unused', 'covered', 'zero', 'unused',
        'effective', 'effective', false, false, true, NULL),
    ('RIFee', 1, 'Purchase', 'Recurring', 'Standard', NULL, 'covering', 'basis', 'zero', 'gross', 'basis', true, false, true, NULL),
    ('RIFee', 2, 'Usage', 'Usage-Based', 'Committed', 'Unused', 'covered', 'zero', 'unused', 'effective',
        'effective', false, false, true, NULL),
    ('FeeOfReservation', 1, 'Purchase', 'One-Time', 'Standard', NULL, 'covering', 'basis', 'zero', 'gross', 'basis',
        true, false, true, NULL),
    ('Fee', 1, 'Purchase', 'One-Time', 'Standard', NULL, NULL, 'basis', 'basis', 'gross', 'basis', true, false, true, NULL),
    ('FeeRecurring', 1, 'Purchase', 'Recurring', 'Standard', NULL, NULL, 'basis', 'basis', 'gross', 'basis', true, false, true, NULL),
    ('FlatRateSubscription', 1, 'Purchase', 'Recurring', 'Standard', NULL, NULL, 'basis', 'basis', 'gross', 'basis',
        true, false, true, NULL),
    ('Tax', 1, 'Tax', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'basis', 'basis', false, false, false, NULL),
    ('Credit', 1, 'Credit', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'basis', 'basis', false, false, false, NULL),
    ('Refund', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'basis', 'basis', false, false, false, NULL),
    ('RefundOfCommitment', 1, 'Purchase', 'One-Time', 'Standard', NULL, 'covering', 'basis', 'zero', 'basis',
        'basis', false, false, false, NULL),
    ('Split', 1, 'Usage', 'Usage-Based', NULL, NULL, NULL, 'basis', 'basis', 'basis', 'basis', false, false, false, 'AWS-SPLIT'),
    ('Discount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('EdpDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('PrivateRateDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('BundledDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('RiVolumeDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('SppDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('DistributorDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('CompDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero', 'basis', false, true, false, NULL),
    ('SolutionProviderProgramDiscount', 1, 'Adjustment', 'One-Time', NULL, NULL, NULL, 'basis', 'basis', 'zero',
        'basis', false, true, false, NULL)
) AS t (
    item_type, part_no, charge_category, charge_frequency, pricing_category, commitment_status, coverage,
    billed_by, effective_by, list_by, contracted_by, has_quantity, is_discount, takes_discount, drop_rule
)
