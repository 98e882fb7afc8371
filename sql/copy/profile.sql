-- profile: what the columns of some rows add up to.
-- {{values}}  sums of numbers and of lengths of texts, counts, first and last times   {{from}}  the rows
SELECT count(*), {{values}} FROM {{from}} AS r;
