-- dimension_file: the same for a file, with the names of the answer.
-- {{metric}}  name of the metric   {{query}}  dimension_values
SELECT value, label, charge_count, first_charge_date, last_charge_date, billing_currency, amount AS {{metric}}
FROM ({{query}}) AS answer
ORDER BY number, billing_currency
