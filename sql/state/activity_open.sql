-- activity_open: scopes that count and did not before, from the present data version on.
INSERT INTO scope_activity (delivery_id, scope_key, role, from_version, until_version)
SELECT s.delivery_id, s.scope_key, s.role, v.version, NULL
FROM delivery_scope s CROSS JOIN data_version v
WHERE s.state = 'active'
  AND NOT EXISTS (SELECT 1 FROM scope_activity a
                  WHERE a.delivery_id = s.delivery_id AND a.scope_key = s.scope_key AND a.until_version IS NULL);
