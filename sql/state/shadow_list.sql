-- shadow_list: the deliveries of which something in one month is a shadow: active, but another feed counts in its place.
-- $1 the first day of the month   $2 the first day of the next month
SELECT d.delivery_id, f.name AS source
FROM delivery_scope s
JOIN delivery d ON d.delivery_id = s.delivery_id
JOIN source f ON f.source_id = s.source_id
WHERE s.state = 'active' AND s.role = 'shadow' AND s.scope_start >= $1 AND s.scope_start < $2
GROUP BY d.delivery_id, f.name
ORDER BY f.name, d.delivery_id;
