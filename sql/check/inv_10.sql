-- INV-10: prices are not negative; quantities are only on corrections and refunds.
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no,
    concat('list_unit_price ', coalesce(CAST(list_unit_price AS VARCHAR), 'null'), ', contracted_unit_price ',
           coalesce(CAST(contracted_unit_price AS VARCHAR), 'null'), ', pricing_quantity ',
           coalesce(CAST(pricing_quantity AS VARCHAR), 'null')) AS detail
FROM {{charge}} AS charge
WHERE list_unit_price < 0 OR contracted_unit_price < 0
   OR ((pricing_quantity < 0 OR consumed_quantity < 0)
       AND charge_class IS NULL AND charge_category IN ('Usage', 'Purchase') AND billed_cost > 0)
