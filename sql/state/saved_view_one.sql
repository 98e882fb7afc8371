-- saved_view_one: one view, if somebody may see it.
-- $1 owner as in saved_view_list   $2 view
SELECT view_id, name, description, page, query, look, visibility, owner, version, created_at, updated_at
FROM saved_view
WHERE view_id = $2 AND (visibility = 'shared' OR owner = $1 OR $1 = '*');
