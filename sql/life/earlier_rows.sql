-- earlier_rows: what a mapping compares its rows with (sql/mapping/reference_again.sql), of another delivery of an append feed.
-- {{charge}}  the charges of that delivery
SELECT sys_delivery_id, sys_file_no, sys_row_no, sys_charge_date, x_native_charge_id, billing_currency, x_native_cost
FROM {{charge}} AS charge
WHERE x_native_charge_id IS NOT NULL
