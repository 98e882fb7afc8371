-- lock_run: a run begins, beside others, unless a sweep is at work. One row: whether it may.
-- The lock lasts as long as the connection. 1667591796 is "cent": the class of all locks of centavo; 2 is the lock of runs.
SELECT pg_try_advisory_lock_shared(1667591796, 2) AS is_taken;
