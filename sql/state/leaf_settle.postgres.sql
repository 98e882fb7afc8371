-- leaf_settle: charges of months that count now become part of the table charge, those that do not any more leave it.
-- $1 how often to try, half a second each, while somebody reads that table
SELECT settle_leaves(CAST($1 AS INTEGER));
