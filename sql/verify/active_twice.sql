-- active_twice: scopes of which more than one version counts; there must be none.
SELECT f.name, s.dataset, s.scope_key, count(*) AS version_count
FROM delivery_scope s JOIN source f ON f.source_id = s.source_id
WHERE s.state = 'active'
GROUP BY f.name, s.dataset, s.scope_key
HAVING count(*) > 1
ORDER BY f.name, s.dataset, s.scope_key;
