-- column_fill: how many charges of some deliveries there are, and in how many of them each column has a value. Noted when they
-- were loaded.
-- {{charge}}  numbers of the deliveries
(SELECT name, charge_count, filled_count FROM charge_fill WHERE sys_delivery_id IN ({{charge}}))
