-- line_add: one line of an invoice.
-- $1 to $12 its columns   $13 its amount as exact text, with 12 decimals
INSERT INTO rec_line SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, CAST($13 AS DECIMAL(38,12))
