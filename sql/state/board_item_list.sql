-- board_item_list: what stands on a board, with each view that is there and may be seen; the others have only NULL of the view.
-- $1 owner as in board_list   $2 board
SELECT v.view_id AS seen_id, v.name, v.description, v.page, v.query, v.look, v.visibility, v.owner, v.version, v.created_at,
       v.updated_at, i.view_id, i.title, i.width, i.height
FROM board_item i
LEFT JOIN saved_view v ON v.view_id = i.view_id AND (v.visibility = 'shared' OR v.owner = $1 OR $1 = '*')
WHERE i.board_id = $2
ORDER BY i.item_no;
