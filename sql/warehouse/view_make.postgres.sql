-- view_make: the view of a delivery's charges.
-- $1 delivery
SELECT make_charge_view($1);
