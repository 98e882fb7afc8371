-- cost_daily: the cost of every day by who, what, where and kind of charge; much smaller than the charges.
-- {{columns}}  the columns of a row c that say whose and what, and its costs put together, from the table of columns
CREATE OR REPLACE VIEW bi.cost_daily AS
SELECT
    s.name AS source_name,
    c.charge_date,
    c.billing_period_start,
    c.charge_count,
    {{columns}}
FROM cost_daily c
JOIN charge_leaf l ON l.delivery_id = c.sys_delivery_id AND l.is_attached
    AND l.billing_month = date_trunc('month', CAST(c.billing_period_start AS timestamp))
LEFT JOIN source s ON s.source_id = l.source_id
LEFT JOIN charge_day_out o ON o.sys_delivery_id = c.sys_delivery_id AND o.sys_charge_date = c.charge_date
WHERE o.sys_delivery_id IS NULL;
