-- missing_rates: currencies and days whose costs could not be converted; days that cost nothing need no rate.
-- {{cells}}, {{rates}}  as in cost_convert
SELECT cell.billing_currency AS billing_currency, min(cell.rate_day) AS first_day, max(cell.rate_day) AS last_day,
       count(DISTINCT cell.rate_day) AS day_count
FROM (
{{cells}}
) AS cell
LEFT JOIN {{rates}} AS rate ON rate.currency = cell.billing_currency AND rate.rate_day = cell.rate_day
WHERE rate.rate IS NULL AND cell.amount <> 0
GROUP BY cell.billing_currency
ORDER BY cell.billing_currency
