-- schema_applied: note that a migration was applied.
-- $1 number   $2 file name   $3 when, UTC
INSERT INTO schema_migration (migration_no, name, applied_at) VALUES ($1, $2, $3);
