-- board_list: the boards that somebody may see: the shared ones and their own.
-- $1 owner, NULL: nobody in particular, *: the operator, who sees all
SELECT board_id, name, description, visibility, owner, version, created_at, updated_at,
       (SELECT count(*) FROM board_item i WHERE i.board_id = b.board_id) AS item_count
FROM board b
WHERE visibility = 'shared' OR owner = $1 OR $1 = '*'
ORDER BY lower(name), board_id;
