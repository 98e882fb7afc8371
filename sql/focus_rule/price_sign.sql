-- price_sign: a unit price is never below zero.
-- Since FOCUS 1.0. Source: ListUnitPrice, ContractedUnitPrice; INV-10.
SELECT row_no, 'a unit price is below zero' AS detail
FROM focus
WHERE ListUnitPrice LIKE '-%' OR ContractedUnitPrice LIKE '-%'
