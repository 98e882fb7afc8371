-- board_item_add: a view is put on a board.
-- $1 board   $2 place, from 1   $3 view   $4 title or NULL   $5 width, 1 to 4   $6 height
INSERT INTO board_item (board_id, item_no, view_id, title, width, height) VALUES ($1, $2, $3, $4, $5, $6);
