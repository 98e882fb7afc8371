-- csv_simple: a table with one charge per line and one column per role, found by its usual names.
-- Names without a role of their own (charge_date, charge_cost) come first so that no file's column is preferred by accident.
-- reads: charge_date!|date|day|datum|usage_date|month|period|start, end_date|end
-- reads: charge_cost!|cost|amount|betrag|kosten|price|total|value|net
-- reads: service|product|category|description|item, description, account, project, cost_center
-- reads: currency, region, used_quantity|quantity, unit, invoice, type, provider|cloud|vendor
-- reads: cost_text|charge_cost|cost|amount|betrag|kosten|price|total|value|net
-- step: facts line
CREATE TEMP VIEW csv_line AS
SELECT
    sys_file_no, sys_row_no, 1 AS part_no,
    charge_date AS date_text, end_date AS end_text, charge_cost AS cost, cost_text,
    currency, service, description,
    account AS billing_account_id, account AS account_id, CAST(NULL AS VARCHAR) AS account_name,
    project, cost_center, region, used_quantity AS quantity, unit, invoice, type, provider,
    (charge_date IS NULL OR lower(charge_date) IN ('total', 'totals', 'sum', 'summe', 'gesamt', 'gesamtsumme'))
        AND (service IS NULL OR lower(service) IN ('total', 'totals', 'sum', 'summe', 'gesamt', 'gesamtsumme')) AS is_total,
    false AS is_monthly
FROM raw
