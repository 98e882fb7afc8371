-- cost_items: only the items of cost_total or cost_series, with the names of the answer, for a file.
-- {{columns}}  their columns   {{query}}  the statement
SELECT {{columns}}
FROM ({{query}}) AS answer
WHERE kind = 1
ORDER BY number
