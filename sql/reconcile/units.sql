-- units: what is compared, each with its difference and how grave it is (REC-02).
-- Where the invoice lists tax, tax must agree by itself: too much of it does not make up for too little of the rest (REC-01).
SELECT u.unit_no, u.issuer, u.account, u.invoice_id, u.invoice_ids, u.currency,
    (SELECT string_agg(DISTINCT s.source, ', ' ORDER BY s.source)
     FROM rec_fact AS f JOIN rec_source AS s ON s.delivery_id = f.delivery_id WHERE f.unit_no = u.unit_no) AS sources,
    r.charge_count, r.billed_cost, CASE WHEN u.has_invoice THEN r.invoice_cost END AS invoice_cost,
    CASE WHEN u.has_invoice THEN r.delta END AS delta,
    CASE WHEN u.has_invoice THEN r.tolerance END AS tolerance,
    CASE WHEN NOT u.has_invoice THEN 'no_invoice'
         WHEN NOT u.has_charges THEN 'no_charges'
         WHEN EXISTS (SELECT 1 FROM rec_group AS g WHERE g.unit_no = u.unit_no AND g.category_group = 'tax' AND g.class = 'different')
             AND EXISTS (SELECT 1 FROM rec_cell AS c WHERE c.unit_no = u.unit_no AND c.category = 'Tax') THEN 'different'
         WHEN r.delta = 0 THEN 'exact'
         WHEN abs(r.delta) <= r.tolerance THEN 'within_tolerance'
         ELSE 'different' END AS class,
    CASE WHEN u.has_invoice THEN r.unexplained END AS unexplained
FROM rec_unit AS u JOIN rec_result AS r USING (unit_no)
ORDER BY u.unit_no
