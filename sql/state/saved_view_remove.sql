-- saved_view_remove: a view is gone; boards that show it say so.
-- $1 owner as in saved_view_list   $2 view
DELETE FROM saved_view WHERE view_id = $2 AND (visibility = 'shared' OR owner = $1 OR $1 = '*');
