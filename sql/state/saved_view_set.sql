-- saved_view_set: a view becomes another one, if it is still the version that was looked at.
-- What is shared belongs to all and any of them may change it; but only its owner may keep it for himself.
-- $1 owner as in saved_view_list   $2 view   $3 version that was looked at
-- $4 name   $5 description   $6 page   $7 query   $8 look   $9 visibility   $10 now, UTC
UPDATE saved_view
SET name = $4, description = $5, page = $6, query = $7, look = $8, visibility = $9, version = version + 1, updated_at = $10
WHERE view_id = $2 AND version = $3
  AND (visibility = 'shared' OR owner = $1 OR $1 = '*')
  AND ($9 = 'shared' OR visibility = 'private' OR owner = $1);
