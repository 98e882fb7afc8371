-- groups: the same, with tax and credits by themselves (REC-01, REC-04).
SELECT unit_no, category_group, billed_cost, invoice_cost, delta, charge_count, class
FROM rec_group
ORDER BY unit_no, category_group
