-- data_change_add: when and why the present data version began.
-- $1 now, UTC   $2 reason   $3 delivery or NULL
-- Where the clock was set back, it began when the one before it did.
INSERT INTO data_change (version, changed_at, reason, delivery_id)
SELECT v.version, coalesce((SELECT max(c.changed_at) FROM data_change c WHERE c.changed_at > $1), $1), $2, $3
FROM data_version v;
