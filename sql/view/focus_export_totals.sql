-- focus_export_totals: what the exported charges add up to, per currency and delivery, for the manifest.
-- {{from}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in focus_export
SELECT
    billing_currency,
    sum(billed_cost) AS billed_cost,
    sum(effective_cost) AS effective_cost,
    sum(list_cost) AS list_cost,
    sum(contracted_cost) AS contracted_cost,
    count(*) AS charge_count
FROM {{from}} AS fact
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
GROUP BY billing_currency
ORDER BY billing_currency
