-- data_change_add: when and why the present data version began.
-- $1 now, UTC   $2 reason   $3 delivery or NULL
INSERT INTO data_change (version, changed_at, reason, delivery_id)
SELECT version, max($1, coalesce((SELECT max(changed_at) FROM data_change), $1)), $2, $3 FROM data_version;
