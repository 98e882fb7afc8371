-- migrations: our schema, and which schema files were applied to it. Created first, in every database. A schema that is there
-- already is left as it is, so that the role needs no right to make one when an administrator made it.
-- On a Citus cluster a migration works on one node after the other, else Citus refuses functions after tables; elsewhere the
-- setting is a name that nobody asks for.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'centavo') THEN
        CREATE SCHEMA centavo;
    END IF;
END
$$;
CREATE TABLE IF NOT EXISTS centavo.schema_migration (
    migration_no BIGINT PRIMARY KEY,
    name         TEXT COLLATE "C" NOT NULL,
    applied_at   TEXT COLLATE "C" NOT NULL
);
