-- lock_source: a run for a source begins, unless another one for it is at work. One row: whether it may.
-- $1 name of the source
SELECT pg_try_advisory_lock(1667591797, hashtext(CAST($1 AS TEXT))) AS is_taken;
