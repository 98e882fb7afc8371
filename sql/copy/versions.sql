-- versions: every data version and when it began.
SELECT version, changed_at FROM data_change ORDER BY version;
