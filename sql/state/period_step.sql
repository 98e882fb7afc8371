-- period_step: every data version at which something of one billing month began or ceased to count, by source.
-- $1, $2  the month, half-open   $3 the last data version that is looked at   $4 only this source, or NULL
WITH touched AS (
    SELECT s.source_id, a.from_version, a.until_version
    FROM scope_activity a
    JOIN delivery_scope s ON s.delivery_id = a.delivery_id AND s.scope_key = a.scope_key
    WHERE a.role = 'primary' AND s.scope_start >= $1 AND s.scope_start < $2
),
step AS (
    SELECT source_id, from_version AS version FROM touched
    UNION
    SELECT source_id, until_version FROM touched WHERE until_version IS NOT NULL
)
SELECT f.name AS source, step.version, c.changed_at, c.reason, c.delivery_id, d.name AS delivery, d.produced_at
FROM step
JOIN source f ON f.source_id = step.source_id
JOIN data_change c ON c.version = step.version
LEFT JOIN delivery d ON d.delivery_id = c.delivery_id
WHERE step.version <= $3 AND (f.name = $4 OR $4 IS NULL)
ORDER BY f.name, step.version;
