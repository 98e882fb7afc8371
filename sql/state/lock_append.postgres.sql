-- lock_append: a run that must know the rows of other runs begins, unless one of its kind is at work. One row: whether it may.
SELECT pg_try_advisory_lock(1667591796, 3) AS is_taken;
