-- file_hashes: every landed file that some delivery refers to.
SELECT DISTINCT sha256, byte_count FROM delivery_file ORDER BY sha256;
