-- earlier_list: the deliveries of an append feed that count, but for the versions of one object: a row may stand there already.
-- $1 format   $2 name of the object   $3 name of the feed, or NULL: every feed that has the name that its format and account give
SELECT d.delivery_id, min(s.first_charge_date) AS first_charge_date, max(s.last_charge_date) AS last_charge_date
FROM delivery_scope s
JOIN delivery d ON d.delivery_id = s.delivery_id
JOIN source f ON f.source_id = s.source_id
WHERE s.state = 'active' AND s.charge_count > 0 AND f.format = $1
  AND substr(s.scope_key, 8, 1) = '/' AND substr(s.scope_key, 9) <> $2
  AND (f.name = $3 OR ($3 IS NULL AND substr(f.name, 1, length(f.format) + 1) = f.format || ':'))
GROUP BY d.delivery_id
ORDER BY d.delivery_id;
