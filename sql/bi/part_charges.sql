-- part_charges: the charges c of the months p, one partition after the other; no other partition is read.
part p
CROSS JOIN LATERAL (
    SELECT * FROM charge c
    WHERE c.sys_billing_month = p.billing_month AND c.sys_source_id = p.source_id AND c.sys_delivery_id = p.delivery_id
    OFFSET 0
) c
