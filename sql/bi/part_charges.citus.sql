-- part_charges: the charges c of the months p; Citus knows no LATERAL from a local table, so every partition is read.
charge c
JOIN part p ON p.billing_month = c.sys_billing_month AND p.source_id = c.sys_source_id AND p.delivery_id = c.sys_delivery_id
