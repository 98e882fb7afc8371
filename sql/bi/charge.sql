-- charge: every charge that counts, with all columns of FOCUS; a condition on sys_billing_month reads the charges of that month only.
-- {{columns}}  the columns of a charge c and of its tag set t, from the table of columns
-- The table charge has the months of deliveries that count; left out are the days of them that other deliveries have replaced.
CREATE OR REPLACE VIEW bi.charge AS
SELECT
    s.name AS source_name,
    c.tag_set_id,
    {{columns}}
FROM charge c
LEFT JOIN source s ON s.source_id = c.sys_source_id
LEFT JOIN tag_set t ON t.sys_delivery_id = c.sys_delivery_id AND t.tag_set_id = c.tag_set_id
LEFT JOIN charge_day_out o ON o.sys_delivery_id = c.sys_delivery_id AND o.sys_charge_date = c.sys_charge_date
WHERE o.sys_delivery_id IS NULL;
