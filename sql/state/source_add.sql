-- source_add: a feed that is seen for the first time.
-- $1 name   $2 provider or NULL   $3 format key   $4 billing account or NULL   $5 layout or NULL   $6 now, UTC   $7 priority
INSERT INTO source (name, provider_name, format, billing_account_id, layout, created_at, priority)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING source_id;
