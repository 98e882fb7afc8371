-- header_make: the names of the file's columns; filled by header_add.
CREATE TEMP TABLE focus_header (name VARCHAR)
