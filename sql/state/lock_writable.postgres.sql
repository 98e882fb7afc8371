-- lock_writable: whether this server can be changed. One row. The locks of a standby keep nobody away who works on the primary.
SELECT current_setting('transaction_read_only') = 'off' AS is_writable;
