-- migrations: which schema files were applied to this database. Created first, in every database.
CREATE TABLE IF NOT EXISTS schema_migration (
    migration_no INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    applied_at   TEXT NOT NULL
);
