-- source_add: a delivery that counts, and the feed that it is of; once, however many scopes of it count.
-- $1 delivery   $2 source
INSERT INTO rec_source
SELECT CAST($1 AS BIGINT), $2
WHERE NOT EXISTS (SELECT 1 FROM rec_source WHERE delivery_id = CAST($1 AS BIGINT))
