-- file_list: the files of one delivery. from_delivery_id: the delivery that a file first came with, when that is another one.
-- $1 the delivery
SELECT file_no, name, byte_count, sha256, kind, from_delivery_id FROM delivery_file WHERE delivery_id = $1 ORDER BY file_no;
