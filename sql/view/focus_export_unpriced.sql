-- focus_export_unpriced: the same value where there is no such id, for a column of ours, so that it is not lost.
-- {{value}}  the value
CASE WHEN sku_price_id IS NULL THEN {{value}} END
