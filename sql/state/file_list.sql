-- file_list: the files of one delivery.
-- $1 the delivery
SELECT file_no, name, byte_count, sha256 FROM delivery_file WHERE delivery_id = $1 ORDER BY file_no;
