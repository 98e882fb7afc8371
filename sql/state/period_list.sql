-- period_list: the billing months for which there are bills that count, or invoices; the newest first.
WITH bill AS (
    SELECT substr(s.scope_key, 1, 7) AS month, CAST(sum(s.charge_count) AS BIGINT) AS charge_count,
           count(DISTINCT s.source_id) AS source_count
    FROM delivery_scope s
    WHERE s.state = 'active' AND s.role = 'primary'
    GROUP BY 1
),
invoice AS (
    SELECT substr(billing_period_start, 1, 7) AS month, count(DISTINCT invoice_issuer_name || ' ' || invoice_id) AS invoice_count
    FROM invoice_detail
    WHERE invoice_issue_status <> 'Voided'
    GROUP BY 1
)
SELECT month AS billing_period, coalesce(max(source_count), 0) AS source_count, coalesce(max(charge_count), 0) AS charge_count,
       coalesce(max(invoice_count), 0) AS invoice_count
FROM (SELECT month, source_count, charge_count, NULL AS invoice_count FROM bill
      UNION ALL
      SELECT month, NULL, NULL, invoice_count FROM invoice) AS both_sides
GROUP BY month
ORDER BY month DESC;
