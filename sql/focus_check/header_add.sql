-- header_add: one column of the file.
-- $1 its name
INSERT INTO focus_header VALUES ($1)
