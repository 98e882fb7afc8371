-- cost_items: only the items of cost_total or cost_series, with the names of the answer, for a file.
-- {{columns}}  their columns   {{query}}  the statement   {{order}}  its order
-- {{offset}}, {{limit}}  items that were on earlier pages, and items of this one
SELECT {{columns}}
FROM ({{query}}) AS answer
WHERE kind = 1
ORDER BY {{order}}
LIMIT {{limit}} OFFSET {{offset}}
