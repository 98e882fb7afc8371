-- delivery_list: deliveries, newest first, page by page.
-- $1 only those with a smaller number (NULL: from the newest)   $2 how many   $3 only this state, or NULL   $4 only this source, or NULL
SELECT d.delivery_id, s.name AS source, d.name, d.format, d.format_version, d.state, d.message, d.produced_at, d.arrived_at,
       d.activated_at, d.superseded_at, d.row_count, d.charge_count, d.dropped_count, d.rejected_count, d.byte_count, d.duplicate_of,
       (SELECT min(scope_key) FROM delivery_scope c WHERE c.delivery_id = d.delivery_id) AS first_scope,
       (SELECT max(scope_key) FROM delivery_scope c WHERE c.delivery_id = d.delivery_id) AS last_scope
FROM delivery d LEFT JOIN source s ON s.source_id = d.source_id
WHERE (d.delivery_id < $1 OR $1 IS NULL) AND (d.state = $3 OR $3 IS NULL) AND (s.name = $4 OR $4 IS NULL)
ORDER BY d.delivery_id DESC
LIMIT $2;
