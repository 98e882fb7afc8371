-- activity_close: scopes that do not count any more, or in another role, counted until before the present data version.
UPDATE scope_activity SET until_version = (SELECT version FROM data_version)
WHERE until_version IS NULL
  AND NOT EXISTS (SELECT 1 FROM delivery_scope s
                  WHERE s.delivery_id = scope_activity.delivery_id AND s.scope_key = scope_activity.scope_key
                    AND s.state = 'active' AND s.role = scope_activity.role);
