-- lock_release: all locks of this connection are given back now; its end would give them back a moment later.
SELECT pg_advisory_unlock_all();
