-- board_remove: a board is gone, and its items with it; the views that it showed stay.
-- $1 owner as in board_list   $2 board
DELETE FROM board WHERE board_id = $2 AND (visibility = 'shared' OR owner = $1 OR $1 = '*');
