-- unmark: the copy is complete.
-- $1  the version that mark gave
DELETE FROM schema_migration WHERE migration_no = $1;
