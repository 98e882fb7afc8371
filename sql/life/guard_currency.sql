-- guard_currency: has a month other currencies than before?
WITH currencies AS (
    SELECT month,
           coalesce(string_agg(DISTINCT billing_currency, ', ' ORDER BY billing_currency) FILTER (WHERE side = 'old'), 'none')
               AS old_list,
           coalesce(string_agg(DISTINCT billing_currency, ', ' ORDER BY billing_currency) FILTER (WHERE side = 'new'), 'none')
               AS new_list
    FROM part_cost GROUP BY month
)
SELECT substr(CAST(month AS VARCHAR), 1, 7) || ': the currencies change from ' || old_list || ' to ' || new_list AS detail
FROM currencies WHERE old_list <> new_list AND old_list <> 'none' AND new_list <> 'none'
ORDER BY detail
