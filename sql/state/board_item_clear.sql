-- board_item_clear: everything is taken off a board.
-- $1 board
DELETE FROM board_item WHERE board_id = $1;
