-- home_mark: the name of the file by which a home says that this database knows bills of it. A copy of the database has another.
SELECT concat('server-', c.system_identifier, '-', d.oid) AS file_name, d.datname AS database_name
FROM pg_control_system() c CROSS JOIN pg_database d
WHERE d.datname = current_database();
