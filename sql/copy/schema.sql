-- schema: the version of the schema below the mark.
-- $1  the version that mark gave
SELECT coalesce(max(migration_no), 0) FROM schema_migration WHERE migration_no < $1;
