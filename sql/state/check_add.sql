-- check_add: one finding about a delivery.
-- $1 delivery   $2 number from 1   $3 rule   $4 passed, note, warning or failed   $5 failing rows   $6 detail
-- $7 1 when a person may accept the delivery in spite of it
INSERT INTO delivery_check (delivery_id, check_no, rule, outcome, failing_count, detail, is_acceptable)
VALUES ($1, $2, $3, $4, $5, $6, $7);
