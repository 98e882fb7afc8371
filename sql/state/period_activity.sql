-- period_activity: what counted of one billing month, from which data version on until before which.
-- $1, $2  the month, half-open   $3 the last data version that is looked at   $4 only this source, or NULL
SELECT f.name AS source, a.delivery_id, s.scope_start, s.scope_end, a.from_version,
       CASE WHEN a.until_version <= $3 THEN a.until_version END AS until_version
FROM scope_activity a
JOIN delivery_scope s ON s.delivery_id = a.delivery_id AND s.scope_key = a.scope_key
JOIN source f ON f.source_id = s.source_id
WHERE a.role = 'primary' AND a.from_version <= $3
  AND s.scope_start >= $1 AND s.scope_start < $2
  AND (f.name = $4 OR $4 IS NULL)
ORDER BY f.name, a.from_version, a.delivery_id, s.scope_key;
