-- saved_view_list: the views that somebody may see: the shared ones and their own.
-- $1 owner, NULL: nobody in particular, *: the operator, who sees all
SELECT view_id, name, description, page, query, look, visibility, owner, version, created_at, updated_at
FROM saved_view
WHERE visibility = 'shared' OR owner = $1 OR $1 = '*'
ORDER BY lower(name), view_id;
