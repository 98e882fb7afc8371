-- decision_list: what persons decided about one delivery, in order.
-- $1 the delivery
SELECT decision, reason, decided_at FROM delivery_decision WHERE delivery_id = $1 ORDER BY decision_no;
