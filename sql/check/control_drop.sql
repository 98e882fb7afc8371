-- control_drop: rows that a named rule left out.
-- $1 currency   $2 their cost as text
UPDATE control SET dropped_total = dropped_total + money($2) WHERE billing_currency = $1
