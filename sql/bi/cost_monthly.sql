-- cost_monthly: the cost of every month by who, what, where and tags; the smallest that has tags.
-- {{columns}}     the columns of a cell c and of its tag set t, from the table of columns
-- {{dimensions}}  those of them that say whose and what; {{costs}} the costs of a row c put together, {{sums}} those of charges c
-- {{charges}}     the charges c of the months p
-- The month is that of the use, not of the bill. Where only some days of a delivery count, its charges are added up anew.
CREATE OR REPLACE VIEW bi.cost_monthly AS
WITH part AS (
    SELECT DISTINCT l.delivery_id, l.source_id, l.billing_month
    FROM charge_leaf l
    JOIN charge_day_out o ON o.sys_delivery_id = l.delivery_id
        AND o.sys_charge_date BETWEEN l.first_charge_date AND l.last_charge_date
    WHERE l.is_attached
),
cell AS (
    SELECT l.source_id, c.charge_month, c.billing_period_start, c.tag_set_id, c.charge_count, {{dimensions}}, {{costs}}
    FROM cost_monthly c
    JOIN charge_leaf l ON l.delivery_id = c.sys_delivery_id AND l.is_attached
        AND l.billing_month = date_trunc('month', CAST(c.billing_period_start AS timestamp))
    LEFT JOIN part p ON p.delivery_id = l.delivery_id AND p.billing_month = l.billing_month
    WHERE p.delivery_id IS NULL
    UNION ALL
    SELECT c.sys_source_id, CAST(date_trunc('month', c.charge_period_start) AS date), CAST(c.billing_period_start AS date), c.tag_set_id,
        count(*), {{dimensions}}, {{sums}}
    FROM {{charges}}
    LEFT JOIN charge_day_out o ON o.sys_delivery_id = c.sys_delivery_id AND o.sys_charge_date = c.sys_charge_date
    WHERE o.sys_delivery_id IS NULL
    GROUP BY 1, 2, 3, 4, {{dimensions}}
)
SELECT
    s.name AS source_name,
    c.charge_month,
    c.billing_period_start,
    c.charge_count,
    c.tag_set_id,
    {{columns}}
FROM cell c
LEFT JOIN source s ON s.source_id = c.source_id
LEFT JOIN tag_set t ON t.sys_delivery_id = c.sys_delivery_id AND t.tag_set_id = c.tag_set_id;
