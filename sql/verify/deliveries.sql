-- deliveries: every version that has charges.
SELECT delivery_id FROM delivery WHERE state IN ('active', 'superseded', 'held') ORDER BY delivery_id;
