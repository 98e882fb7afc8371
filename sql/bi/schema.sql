-- schema: the schema that other programs read. Made by whoever upgrades the database, unless an administrator has made it.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'bi') THEN
        CREATE SCHEMA bi;
    END IF;
END
$$;
