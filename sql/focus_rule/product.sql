-- product: price times quantity is the cost where both are there, up to what rounding of the price explains.
-- Since FOCUS 1.0. Source: ListCost, ContractedCost; INV-09.
-- A warning: providers round prices, and a cost is never changed to fit one.
-- {{version}}  the version of FOCUS: up to 1.2 a correction need not
WITH number AS (
    SELECT row_no, ChargeClass, as_double(ListUnitPrice) AS list_price,
        as_double(ContractedUnitPrice) AS contracted_price,
        as_double(PricingQuantity) AS quantity, as_double(ListCost) AS list_cost,
        as_double(ContractedCost) AS contracted_cost
    FROM focus
)
SELECT row_no, concat('price times quantity is ', list_price * quantity, ' and ', contracted_price * quantity,
                      ', ListCost and ContractedCost are ', list_cost, ' and ', contracted_cost) AS detail
FROM number
WHERE NOT ({{version}} < '1.3' AND coalesce(ChargeClass, '') = 'Correction')
  AND (abs(list_price * quantity - list_cost) > greatest(1e-9, 1e-6 * abs(list_cost))
       OR abs(contracted_price * quantity - contracted_cost) > greatest(1e-9, 1e-6 * abs(contracted_cost)))
