-- forget: all of a delivery goes; there may be nothing of it.
-- $1 delivery
SELECT forget_delivery($1);
