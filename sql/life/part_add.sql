-- part_add: one part.
-- $1 old or new   $2 delivery   $3 first day   $4 the day behind the last   $5 1: charge dates, 0: a billing month
-- $6 billing month   $7 1: the month is closed
INSERT INTO part VALUES ($1, $2, $3, $4, CAST($5 AS BOOLEAN), $6, CAST($7 AS BOOLEAN));
