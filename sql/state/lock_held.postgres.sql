-- lock_held: how many locks of ours this connection holds.
SELECT count(*)
FROM pg_locks
WHERE pid = pg_backend_pid() AND locktype = 'advisory' AND classid IN (1667591796, 1667591797);
