-- reader: let a role read the views of bi, also those that a later version adds, and nothing else.
-- {{role}}  the role, quoted
GRANT USAGE ON SCHEMA bi TO {{role}};
GRANT SELECT ON ALL TABLES IN SCHEMA bi TO {{role}};
ALTER DEFAULT PRIVILEGES IN SCHEMA bi GRANT SELECT ON TABLES TO {{role}};
