-- has_schema: whether the database has ever been one of centavo's: 1 or 0. Read-only, so that asking leaves an empty one empty.
SELECT count(*) FROM information_schema.tables t WHERE t.table_schema = 'centavo' AND t.table_name = 'schema_migration';
