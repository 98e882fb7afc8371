-- focus_export_sectors: of which billing months the exported charges are, from which provider and delivery.
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in focus_export
SELECT sys_billing_month, coalesce(provider_name, service_provider_name) AS provider_name, sys_delivery_id,
    count(*) AS charge_count
FROM {{from}} AS fact
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
GROUP BY sys_billing_month, coalesce(provider_name, service_provider_name), sys_delivery_id
ORDER BY sys_billing_month, provider_name, sys_delivery_id
