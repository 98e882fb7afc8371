-- migrations: our schema, and which schema files were applied to it. Created first, in every database. A schema that is there
-- already is left as it is, so that the role needs no right to make one when an administrator made it.
-- Other encodings lack letters that stand in bills, or do not know what a letter is (SQL_ASCII); 23000 is a conflict with what is there.
-- On a Citus cluster a migration works on one node after the other, else Citus refuses functions after tables; elsewhere the
-- setting is a name that nobody asks for.
SET LOCAL citus.multi_shard_modify_mode TO 'sequential';
DO $$
BEGIN
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'the database has the encoding %, bills need UTF8: make it with TEMPLATE template0 ENCODING ''UTF8''',
            current_setting('server_encoding') USING ERRCODE = '23000';
    END IF;
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
