-- providers: every provider that has charges.
-- {{from}}  a rollup
SELECT DISTINCT provider_name FROM {{from}} AS fact WHERE provider_name IS NOT NULL ORDER BY provider_name
