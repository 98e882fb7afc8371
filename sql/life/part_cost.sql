-- part_cost: the daily costs of the parts.
-- {{daily}}  the cost_daily of their deliveries
CREATE TEMP TABLE part_cost AS
SELECT
    p.side, p.month, p.is_closed,
    CASE WHEN p.is_day THEN c.charge_date END AS day, -- NULL: a whole billing month is compared
    coalesce(c.billing_account_id, '') AS billing_account_id,
    coalesce(c.sub_account_id, '') AS sub_account_id,
    coalesce(c.sub_account_name, c.billing_account_name, '') AS account_name,
    coalesce(c.service_name, '') AS service_name,
    coalesce(c.service_category, '') AS service_category,
    c.billing_currency,
    cost_of(sum(c.billed_cost_micro), sum(c.billed_cost_rest)) AS billed_cost,
    cost_of(sum(c.effective_cost_micro), sum(c.effective_cost_rest)) AS effective_cost,
    cost_of(sum(c.list_cost_micro), sum(c.list_cost_rest)) AS list_cost,
    cost_of(sum(c.contracted_cost_micro), sum(c.contracted_cost_rest)) AS contracted_cost,
    CAST(sum(c.charge_count) AS BIGINT) AS charge_count
FROM {{daily}} AS c
JOIN part p ON p.delivery_id = c.sys_delivery_id
     AND CASE WHEN p.is_day THEN c.charge_date ELSE c.billing_period_start END >= p.scope_start
     AND CASE WHEN p.is_day THEN c.charge_date ELSE c.billing_period_start END < p.scope_end
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
