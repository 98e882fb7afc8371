-- board_item_known: whether a view may be put on a board: it may be seen, or it stands there already.
-- $1 owner as in board_list   $2 board   $3 view
SELECT (SELECT count(*) FROM saved_view WHERE view_id = $3 AND (visibility = 'shared' OR owner = $1 OR $1 = '*'))
     + (SELECT count(*) FROM board_item WHERE board_id = $2 AND view_id = $3);
