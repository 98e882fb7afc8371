-- focus_export_price: a unit price, left out on a correction whose price and quantity do not give its cost.
-- {{price}}, {{cost}}  unit price, and the cost that it should give
-- Such a correction cannot fulfil the rule that price times quantity is the cost; without a price the rule does not apply.
CASE
    WHEN charge_class = 'Correction'
        AND abs(CAST({{price}} AS DOUBLE PRECISION) * CAST(pricing_quantity AS DOUBLE PRECISION)
            - CAST({{cost}} AS DOUBLE PRECISION)) > 1e-6 + 1e-6 * abs(CAST({{cost}} AS DOUBLE PRECISION))
        THEN NULL
    ELSE {{price}}
END
