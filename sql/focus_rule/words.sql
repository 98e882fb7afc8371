-- words: where FOCUS lists the values that there are, no other stands.
-- Since FOCUS 1.0. Source: allowed values of each column; INV-01.
WITH allowed (name, value) AS (VALUES
    ('ChargeCategory', 'Usage'), ('ChargeCategory', 'Purchase'), ('ChargeCategory', 'Tax'), ('ChargeCategory', 'Credit'),
    ('ChargeCategory', 'Adjustment'),
    ('ChargeClass', 'Correction'),
    ('ChargeFrequency', 'One-Time'), ('ChargeFrequency', 'Recurring'), ('ChargeFrequency', 'Usage-Based'),
    ('PricingCategory', 'Standard'), ('PricingCategory', 'Committed'), ('PricingCategory', 'Dynamic'), ('PricingCategory', 'Other'),
    ('CommitmentDiscountCategory', 'Spend'), ('CommitmentDiscountCategory', 'Usage'),
    ('CommitmentDiscountStatus', 'Used'), ('CommitmentDiscountStatus', 'Unused'),
    ('CapacityReservationStatus', 'Used'), ('CapacityReservationStatus', 'Unused')
),
said AS (
    SELECT row_no, 'ChargeCategory' AS name, ChargeCategory AS value FROM focus
    UNION ALL SELECT row_no, 'ChargeClass', ChargeClass FROM focus
    UNION ALL SELECT row_no, 'ChargeFrequency', ChargeFrequency FROM focus
    UNION ALL SELECT row_no, 'PricingCategory', PricingCategory FROM focus
    UNION ALL SELECT row_no, 'CommitmentDiscountCategory', CommitmentDiscountCategory FROM focus
    UNION ALL SELECT row_no, 'CommitmentDiscountStatus', CommitmentDiscountStatus FROM focus
    UNION ALL SELECT row_no, 'CapacityReservationStatus', CapacityReservationStatus FROM focus
)
SELECT said.row_no, concat(said.name, ' may not be ', said.value) AS detail
FROM said LEFT JOIN allowed ON allowed.name = said.name AND allowed.value = said.value
WHERE said.value IS NOT NULL AND allowed.value IS NULL
