-- delivery_total: what every delivery adds up to, a row for each of its currencies; currencies are never added up.
CREATE OR REPLACE VIEW bi.delivery_total AS
SELECT
    t.delivery_id,
    t.billing_currency,
    CAST(t.control_total AS numeric) AS control_total,
    CAST(t.billed_cost AS numeric(38,12)) AS billed_cost,
    CAST(t.effective_cost AS numeric(38,12)) AS effective_cost,
    CAST(t.list_cost AS numeric(38,12)) AS list_cost,
    CAST(t.contracted_cost AS numeric(38,12)) AS contracted_cost,
    t.charge_count
FROM delivery_total t;
