-- board_set: a board becomes another one, if it is still the version that was looked at. Whose it may be: as in saved_view_set.
-- $1 owner as in board_list   $2 board   $3 version that was looked at   $4 name   $5 description   $6 visibility   $7 now, UTC
UPDATE board
SET name = $4, description = $5, visibility = $6, version = version + 1, updated_at = $7
WHERE board_id = $2 AND version = $3
  AND (visibility = 'shared' OR owner = $1 OR $1 = '*')
  AND ($6 = 'shared' OR visibility = 'private' OR owner = $1);
