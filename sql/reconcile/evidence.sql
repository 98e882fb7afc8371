-- evidence: what may have to do with an unexplained difference, without an amount that could be proved.
SELECT g.unit_no, 'missing_days' AS kind,
    concat('no use on ', string_agg(CAST(g.charge_date AS VARCHAR), ', ' ORDER BY g.charge_date),
           CASE WHEN g.sub_account_id <> '' THEN concat(' in account ', g.sub_account_id) ELSE '' END) AS detail,
    rec_round(CAST(count(*) * (SELECT sum(f.billed_cost) / count(DISTINCT f.charge_date) FROM rec_fact AS f
                               WHERE f.unit_no = g.unit_no AND coalesce(f.sub_account_id, '') = g.sub_account_id
                                 AND f.category = 'Usage') AS DECIMAL(38,12)), min(u.currency)) AS likely
FROM rec_gap AS g
JOIN rec_unit AS u ON u.unit_no = g.unit_no
JOIN rec_result AS r ON r.unit_no = g.unit_no
WHERE u.has_invoice AND r.unexplained <> 0
GROUP BY g.unit_no, g.sub_account_id
UNION ALL
SELECT u.unit_no, 'issuer', concat('the bills of this account name the issuer ', string_agg(DISTINCT c.issuer, ', ' ORDER BY c.issuer)),
    NULL
FROM rec_unit AS u
JOIN rec_charge AS c ON lower(c.account) = lower(u.account) AND lower(c.issuer) <> u.issuer_key AND c.currency = u.currency
WHERE u.has_invoice AND NOT u.has_charges
GROUP BY u.unit_no
UNION ALL
SELECT u.unit_no, 'no_number',
    concat('other charges of this account carry no number of an invoice that is known: ', rec_round(sum(f.billed_cost), min(u.currency))),
    NULL
FROM rec_unit AS u
JOIN rec_result AS r ON r.unit_no = u.unit_no
JOIN rec_unit AS o ON o.issuer_key = u.issuer_key AND o.currency = u.currency AND o.unit_no <> u.unit_no AND NOT o.has_invoice
    AND lower(o.account) = lower(u.account)
JOIN rec_fact AS f ON f.unit_no = o.unit_no
WHERE u.has_invoice AND r.unexplained <> 0
GROUP BY u.unit_no
ORDER BY 1, 2, 3
