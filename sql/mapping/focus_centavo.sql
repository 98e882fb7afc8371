-- focus_centavo: a FOCUS file that was written here. What a version of FOCUS had no place for stands in columns of ours.
-- reads: x_pricing_quantity, x_pricing_unit, x_consumed_quantity, x_consumed_unit, x_list_unit_price
-- reads: x_contracted_unit_price, x_pricing_category, x_commitment_discount_quantity, x_commitment_discount_unit
-- reads: x_sku_price_details, x_provider_name, x_publisher_name
-- step: facts bill
CREATE TEMP VIEW bill AS
SELECT * REPLACE (
        coalesce(pricing_quantity, x_pricing_quantity) AS pricing_quantity,
        coalesce(pricing_unit, x_pricing_unit) AS pricing_unit,
        coalesce(consumed_quantity, x_consumed_quantity) AS consumed_quantity,
        coalesce(consumed_unit, x_consumed_unit) AS consumed_unit,
        coalesce(list_unit_price, x_list_unit_price) AS list_unit_price,
        coalesce(contracted_unit_price, x_contracted_unit_price) AS contracted_unit_price,
        coalesce(pricing_category, x_pricing_category) AS pricing_category,
        coalesce(commitment_discount_quantity, x_commitment_discount_quantity) AS commitment_discount_quantity,
        coalesce(commitment_discount_unit, x_commitment_discount_unit) AS commitment_discount_unit,
        coalesce(sku_price_details, x_sku_price_details) AS sku_price_details,
        coalesce(provider_name, x_provider_name) AS provider_name,
        coalesce(publisher_name, x_publisher_name) AS publisher_name),
    false AS is_repeated
FROM raw
