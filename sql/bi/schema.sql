-- schema: the schema that other programs read. Made by whoever upgrades the database, unless an administrator has made it.
-- A report that reads a view keeps it from being made again: it is waited for, but not for ever, since others wait meanwhile.
SET LOCAL lock_timeout = '10s';
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'bi') THEN
        CREATE SCHEMA bi;
    END IF;
END
$$;
