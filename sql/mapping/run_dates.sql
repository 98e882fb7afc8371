-- run_dates: every distinct text of the date columns, to tell day first from month first.
-- {{columns}}  names of date columns
SELECT DISTINCT value
FROM (SELECT unnest([{{columns}}]) AS value FROM raw)
WHERE value IS NOT NULL
ORDER BY value
