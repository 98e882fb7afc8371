-- role: may this role do more than a reader should? No row when there is no such role.
-- $1  the name of the role
SELECT has_schema_privilege(r.oid, n.oid, 'USAGE') AS may_use_schema
FROM pg_roles r
CROSS JOIN pg_namespace n
WHERE r.rolname = $1 AND n.nspname = 'centavo';
