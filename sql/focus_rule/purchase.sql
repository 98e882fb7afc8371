-- purchase: a purchase is one-time or recurring, never by use.
-- Since FOCUS 1.0. Source: ChargeFrequency; INV-04.
SELECT row_no, 'a purchase may not be Usage-Based' AS detail
FROM focus
WHERE ChargeCategory = 'Purchase' AND ChargeFrequency = 'Usage-Based'
