-- focus_oci_bill: the rows of Oracle's FOCUS report, and which of them came before (reference_again).
-- step: facts bill
CREATE TEMP VIEW bill AS
SELECT raw.*, repeated.sys_row_no IS NOT NULL AS is_repeated
FROM raw
LEFT JOIN repeated ON repeated.sys_file_no = raw.sys_file_no AND repeated.sys_row_no = raw.sys_row_no AND repeated.is_repeated
