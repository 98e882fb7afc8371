-- leaf_make: an empty leaf, and whether rows may be frozen while it is loaded.
-- $1 delivery   $2 source   $3 billing month   $4, $5 first and last day of its charges
SELECT make_leaf($1, $2, $3, $4, $5) AS may_freeze, leaf_name($1, $3) AS name;
