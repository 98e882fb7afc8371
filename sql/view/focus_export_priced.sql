-- focus_export_priced: a value that FOCUS 1.3 and later allow only beside the id of a price.
-- {{value}}  the value
CASE WHEN sku_price_id IS NOT NULL THEN {{value}} END
