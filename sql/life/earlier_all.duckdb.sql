-- earlier_all: the rows that earlier_rows found on the server.
SELECT * FROM earlier_row
