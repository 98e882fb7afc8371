-- loaded: is all of a delivery here already?
-- $1  the delivery
SELECT count(*) FROM charge_delivery WHERE delivery_id = $1;
