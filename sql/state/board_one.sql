-- board_one: one board, if somebody may see it.
-- $1 owner as in board_list   $2 board
SELECT board_id, name, description, visibility, owner, version, created_at, updated_at,
       (SELECT count(*) FROM board_item i WHERE i.board_id = b.board_id) AS item_count
FROM board b
WHERE board_id = $2 AND (visibility = 'shared' OR owner = $1 OR $1 = '*');
