-- run_copy: write the charges. Rows with a reason to be rejected, and rows that a rule drops, are left out on the way;
-- only they cost a call. They stand in the file as threads come by them: who asks for rows orders them by delivery, file, row and
-- part, and the same bill read twice gives the same charges, but only of the sums (sql/rollup) the same bytes.
-- {{columns}}  every column of the table of columns, with its type
-- {{charge}}   the charge steps
-- {{path}}     quoted path of the file
-- {{reject_column}}, {{reject_reason}}, {{drop_rule}}  what the charge steps say of rows to be left out; NULL where they do not
COPY (
    SELECT {{columns}}
    FROM ({{charge}}) AS charge
    WHERE CASE WHEN {{reject_reason}} IS NULL AND {{drop_rule}} IS NULL THEN true
        ELSE charge_skip(sys_file_no, sys_row_no, {{reject_column}}, {{reject_reason}}) END
) TO {{path}} (FORMAT parquet, COMPRESSION zstd)
