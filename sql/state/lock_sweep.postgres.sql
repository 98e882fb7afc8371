-- lock_sweep: a sweep begins, unless a run or another sweep is at work. One row: whether it may.
SELECT pg_try_advisory_lock(1667591796, 2) AS is_taken;
