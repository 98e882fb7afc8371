-- alone: of the transactions that change the catalogue one is at work at a time, as on SQLite; it waits here for the others, until
-- its end. It does not wait for ever, here or for the lock of a table.
SET LOCAL lock_timeout = '30s';
SELECT pg_advisory_xact_lock(1667591796, 1);
