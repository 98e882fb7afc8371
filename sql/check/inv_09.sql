-- INV-09: (warning) unit price times quantity is the cost, within what rounded prices allow. A cost is never repaired to fit.
-- {{charge}}  the charges of one delivery
-- Doubles are good enough for a tolerance of a millionth.
SELECT sys_file_no, sys_row_no,
    concat('list_unit_price ', list_unit_price, ' x pricing_quantity ', pricing_quantity, ' is not list_cost ', list_cost) AS detail
FROM {{charge}} AS charge
WHERE list_unit_price IS NOT NULL AND pricing_quantity IS NOT NULL
  AND abs(CAST(list_unit_price AS DOUBLE PRECISION) * CAST(pricing_quantity AS DOUBLE PRECISION)
          - CAST(list_cost AS DOUBLE PRECISION))
      > greatest(1e-9, 1e-6 * abs(CAST(list_cost AS DOUBLE PRECISION)))
