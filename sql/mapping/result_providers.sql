-- result_providers: the platforms that the charges come from.
-- {{path}}  quoted path of the charges
SELECT DISTINCT provider_name AS name
FROM read_parquet({{path}})
WHERE provider_name IS NOT NULL
ORDER BY name
