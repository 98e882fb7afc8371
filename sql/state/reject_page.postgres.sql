-- reject_page: rows of a delivery that could not be mapped, from some place on.
-- $1 delivery   $2 rows before   $3 rows that are shown
SELECT file_no, row_no, "column", reason
FROM charge_reject
WHERE sys_delivery_id = $1
ORDER BY file_no, row_no, "column", reason
LIMIT $3 OFFSET $2;
