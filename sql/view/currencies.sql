-- currencies: every currency that has charges.
-- {{from}}  a rollup
SELECT DISTINCT billing_currency FROM {{from}} AS fact ORDER BY billing_currency
