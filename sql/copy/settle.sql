-- settle: what counts becomes part of the table charge.
SELECT settle_leaves(1);
