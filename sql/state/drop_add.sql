-- drop_add: rows that a rule left out.
-- $1 delivery   $2 rule   $3 currency   $4 rows   $5 their cost
INSERT INTO delivery_drop (delivery_id, rule, billing_currency, row_count, cost) VALUES ($1, $2, $3, $4, $5);
