-- decision_add: a person decided about a delivery.
-- $1 delivery   $2 accepted or rejected   $3 reason   $4 now, UTC
INSERT INTO delivery_decision (delivery_id, decision, reason, decided_at) VALUES ($1, $2, $3, $4);
