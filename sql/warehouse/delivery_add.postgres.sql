-- delivery_add: a delivery's charges are here.
-- $1 delivery   $2 source
INSERT INTO charge_delivery (delivery_id, source_id) VALUES ($1, $2);
