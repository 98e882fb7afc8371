-- home_mark: the name of the file by which a home says that this database knows bills of it: when its schema was made, and its
-- number in its cluster, which a copy of it does not share.
SELECT concat('server-', regexp_replace(min(m.applied_at), '[^0-9]', '', 'g'), '-', d.oid) AS file_name, d.datname AS database_name
FROM schema_migration m CROSS JOIN pg_database d
WHERE d.datname = current_database()
GROUP BY d.oid, d.datname;
