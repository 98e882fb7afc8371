-- drop_list: rows that rules left out of one delivery.
-- $1 the delivery
SELECT rule, billing_currency, row_count, cost FROM delivery_drop WHERE delivery_id = $1 ORDER BY rule, billing_currency;
