-- control_make: what the provider's file says of itself, for INV-02 and INV-17; filled by control_add.
CREATE TEMP TABLE control (
    billing_currency VARCHAR,
    exact_total      DECIMAL(38,30),  -- what rounding each row to 12 decimals took away, added up
    stored_total     DECIMAL(38,12),  -- sum of the rows, each rounded to 12 decimals
    billed_total     DECIMAL(38,12),  -- part of stored_total that is billed; all of it, unless a purchase elsewhere pays for some
    dropped_total    DECIMAL(38,12),  -- part of stored_total that named rules left out
    effective_total  DECIMAL(38,12)   -- what effective_cost must add up to; NULL: the file does not say
)
