-- reject_list: the first rows of a delivery that could not be mapped.
-- $1 delivery
SELECT file_no, row_no, "column", reason FROM charge_reject WHERE sys_delivery_id = $1 ORDER BY file_no, row_no, "column" LIMIT 50;
