-- commitment_deliveries: the deliveries that count, each once, however many scopes of it do.
-- {{counted}}  rows of delivery, start and end of a scope, and whether that is a charge date
SELECT DISTINCT s.delivery_id
FROM {{counted}} AS s (delivery_id, scope_start, scope_end, is_day)
ORDER BY s.delivery_id
