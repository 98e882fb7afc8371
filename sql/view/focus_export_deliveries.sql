-- focus_export_deliveries: which deliveries the exported charges are from, and how many from each.
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in focus_export
SELECT sys_delivery_id, count(*) AS charge_count
FROM {{from}} AS fact
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
GROUP BY sys_delivery_id
ORDER BY sys_delivery_id
