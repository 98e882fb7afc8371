-- saved_view_add: a new view.
-- $1 view   $2 name   $3 description   $4 page   $5 query   $6 look   $7 visibility   $8 owner or NULL   $9 now, UTC
INSERT INTO saved_view (view_id, name, description, page, query, look, visibility, owner, version, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9);
