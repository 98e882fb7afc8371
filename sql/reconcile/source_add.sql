-- source_add: a delivery that counts, and the feed that it is of.
-- $1 delivery   $2 source
INSERT INTO rec_source SELECT CAST($1 AS BIGINT), $2
