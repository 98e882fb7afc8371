-- rate_select: what one unit of each currency is in a wanted one, day by day.
-- {{rows}}  (currency, first day, last day, rate)
SELECT currency, CAST(day AS DATE) AS rate_day, CAST(rate AS DECIMAL(38,15)) AS rate
FROM (VALUES {{rows}}) AS span(currency, first_day, last_day, rate)
CROSS JOIN LATERAL generate_series(CAST(first_day AS TIMESTAMP), CAST(last_day AS TIMESTAMP), INTERVAL '1 day') AS series(day)
