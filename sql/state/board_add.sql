-- board_add: a new board, still empty.
-- $1 board   $2 name   $3 description   $4 visibility   $5 owner or NULL   $6 now, UTC
INSERT INTO board (board_id, name, description, visibility, owner, version, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, 1, $6, $6);
