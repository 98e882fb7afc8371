-- evidence: what may have to do with an unexplained difference, without an amount that could be proved.
SELECT g.unit_no, 'missing_days' AS kind,
    concat('no use on ', g.days, CASE WHEN g.sub_account_id <> '' THEN concat(' in account ', g.sub_account_id) ELSE '' END) AS detail,
    rec_round_share(used.billed_cost, g.gap_count, used.day_count, u.currency) AS likely
FROM (
    SELECT unit_no, sub_account_id, count(*) AS gap_count,
        string_agg(CAST(charge_date AS VARCHAR), ', ' ORDER BY charge_date) AS days
    FROM rec_gap GROUP BY unit_no, sub_account_id
) AS g
JOIN (
    SELECT unit_no, coalesce(sub_account_id, '') AS sub_account_id, sum(billed_cost) AS billed_cost,
        count(DISTINCT charge_date) AS day_count
    FROM rec_fact WHERE category = 'Usage' GROUP BY 1, 2
) AS used ON used.unit_no = g.unit_no AND used.sub_account_id = g.sub_account_id
JOIN rec_unit AS u ON u.unit_no = g.unit_no
JOIN rec_result AS r ON r.unit_no = g.unit_no
WHERE u.has_invoice AND r.unexplained <> 0
UNION ALL
SELECT u.unit_no, 'issuer', concat('the bills of this account name the issuer ', string_agg(DISTINCT c.issuer, ', ' ORDER BY c.issuer)),
    NULL
FROM rec_unit AS u
JOIN rec_charge AS c ON fold(c.account) = fold(u.account) AND fold(c.issuer) <> u.issuer_key AND c.currency = u.currency
WHERE u.has_invoice AND NOT u.has_charges
GROUP BY u.unit_no
UNION ALL
SELECT u.unit_no, 'no_number',
    concat('other charges of this account carry no number of an invoice that is known: ', rec_round(sum(f.billed_cost), min(u.currency))),
    NULL
FROM rec_unit AS u
JOIN rec_result AS r ON r.unit_no = u.unit_no
JOIN rec_unit AS o ON o.issuer_key = u.issuer_key AND o.currency = u.currency AND o.unit_no <> u.unit_no AND NOT o.has_invoice
    AND fold(o.account) = fold(u.account)
JOIN rec_fact AS f ON f.unit_no = o.unit_no
WHERE u.has_invoice AND r.unexplained <> 0
GROUP BY u.unit_no
ORDER BY 1, 2, 3
