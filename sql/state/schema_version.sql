-- schema_version: the newest migration that this database has; 0 for a new one.
SELECT coalesce(max(migration_no), 0) FROM schema_migration;
