-- mark: a copy begins. Until it is taken away nobody opens this database: its schema looks newer than any program knows.
-- $1  the version that says so   $2  now
INSERT INTO schema_migration (migration_no, name, applied_at) VALUES ($1, 'copy', $2);
