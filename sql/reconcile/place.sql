-- place: which charges stand against which lines of an invoice (REC-01).
-- An invoice whose number stands in the bills is compared with the charges that carry it; any other with all charges of its
-- account in that month that carry no number of such an invoice. Never across currencies.
DROP TABLE IF EXISTS rec_number;
CREATE TEMP TABLE rec_number AS
SELECT DISTINCT fold(l.issuer) AS issuer_key, l.invoice_id, l.currency
FROM rec_line AS l
JOIN rec_charge AS c ON fold(c.issuer) = fold(l.issuer) AND c.invoice_id = l.invoice_id AND c.currency = l.currency;

DROP TABLE IF EXISTS rec_side;
CREATE TEMP TABLE rec_side AS
SELECT DISTINCT side.issuer, side.account, side.currency, side.invoice_id, side.is_invoice, fold(side.issuer) AS issuer_key,
    CASE WHEN n.invoice_id IS NOT NULL THEN concat('invoice ', n.invoice_id) ELSE concat('account ', fold(side.account)) END
        AS unit_key
FROM (
    SELECT issuer, account, currency, invoice_id, FALSE AS is_invoice FROM rec_charge
    UNION ALL
    SELECT issuer, account, currency, invoice_id, TRUE FROM rec_line
) AS side
LEFT JOIN rec_number AS n
    ON n.issuer_key = fold(side.issuer) AND n.invoice_id = side.invoice_id AND n.currency = side.currency;

-- What is compared as a whole: one unit.
DROP TABLE IF EXISTS rec_unit;
CREATE TEMP TABLE rec_unit AS
SELECT
    CAST(row_number() OVER (ORDER BY min(issuer), unit_key, currency) AS BIGINT) AS unit_no,
    issuer_key,
    unit_key,
    currency,
    min(issuer) AS issuer,
    min(account) AS account,
    CASE WHEN unit_key LIKE 'invoice %' THEN min(invoice_id) END AS invoice_id,
    bool_or(is_invoice) AS has_invoice,
    bool_or(NOT is_invoice) AS has_charges,
    string_agg(DISTINCT invoice_id, ', ' ORDER BY invoice_id) FILTER (WHERE is_invoice) AS invoice_ids
FROM rec_side
GROUP BY issuer_key, unit_key, currency;

-- Lines that are about the same thing are one cell.
DROP TABLE IF EXISTS rec_cell;
CREATE TEMP TABLE rec_cell AS
SELECT
    CAST(row_number() OVER (ORDER BY unit_no, category, service_name, service_category, sub_account_id, sub_account_name,
                                     region_id, publisher_name) AS BIGINT) AS cell_no,
    unit_no, category, service_name, service_category, sub_account_id, sub_account_name, region_id, publisher_name,
    min(description) AS description,
    CAST(sum(billed_cost) AS DECIMAL(38,12)) AS invoice_cost,
    CAST(count(*) AS BIGINT) AS line_count,
    CAST(service_name IS NOT NULL AS INTEGER) + CAST(service_category IS NOT NULL AS INTEGER)
        + CAST(sub_account_id IS NOT NULL AS INTEGER) + CAST(sub_account_name IS NOT NULL AS INTEGER)
        + CAST(region_id IS NOT NULL AS INTEGER) + CAST(publisher_name IS NOT NULL AS INTEGER) AS key_count
FROM rec_line AS l
JOIN (SELECT DISTINCT s.issuer, s.account, s.currency, s.invoice_id, u.unit_no
      FROM rec_side AS s JOIN rec_unit AS u USING (issuer_key, unit_key, currency) WHERE s.is_invoice) AS s
    ON s.issuer = l.issuer AND s.account = l.account AND s.currency = l.currency AND s.invoice_id = l.invoice_id
GROUP BY unit_no, category, service_name, service_category, sub_account_id, sub_account_name, region_id, publisher_name;

-- Where charges of one kind go: the line that says most about them. Credits, purchases and adjustments without lines of
-- their own are part of the lines called Usage, as on most invoices; tax never is (REC-04).
DROP TABLE IF EXISTS rec_kind;
CREATE TEMP TABLE rec_kind AS
SELECT CAST(row_number() OVER () AS BIGINT) AS kind_no, kind.*,
    CASE WHEN kind.category = 'Tax' OR EXISTS (SELECT 1 FROM rec_cell AS c
                                               WHERE c.unit_no = kind.unit_no AND c.category = kind.category)
         THEN kind.category ELSE 'Usage' END AS line_category
FROM (
    SELECT DISTINCT u.unit_no, c.issuer, c.account, c.invoice_id, c.currency, c.category, c.service_name, c.service_category,
        c.sub_account_id, c.sub_account_name, c.region_id, c.publisher_name
    FROM rec_charge AS c
    JOIN (SELECT DISTINCT issuer, account, currency, invoice_id, issuer_key, unit_key FROM rec_side WHERE NOT is_invoice) AS s
        ON s.issuer = c.issuer AND s.account = c.account AND s.currency = c.currency
        AND s.invoice_id IS NOT DISTINCT FROM c.invoice_id
    JOIN rec_unit AS u ON u.issuer_key = s.issuer_key AND u.unit_key = s.unit_key AND u.currency = s.currency
) AS kind;

DROP TABLE IF EXISTS rec_fact;
CREATE TEMP TABLE rec_fact AS
WITH best AS (
    SELECT DISTINCT ON (k.kind_no) k.kind_no, c.cell_no
    FROM rec_kind AS k
    JOIN rec_cell AS c ON c.unit_no = k.unit_no AND c.category = k.line_category
        AND (c.service_name IS NULL OR c.service_name = k.service_name)
        AND (c.service_category IS NULL OR c.service_category = k.service_category)
        AND (c.sub_account_id IS NULL OR c.sub_account_id = k.sub_account_id)
        AND (c.sub_account_name IS NULL OR c.sub_account_name = k.sub_account_name)
        AND (c.region_id IS NULL OR c.region_id = k.region_id)
        AND (c.publisher_name IS NULL OR c.publisher_name = k.publisher_name)
    ORDER BY k.kind_no, c.key_count DESC, c.cell_no
)
SELECT k.unit_no, best.cell_no, k.line_category,
    -- what charges are that no line is about
    CASE WHEN best.cell_no IS NOT NULL THEN ''
         WHEN c.category = 'Tax' THEN 'tax'
         WHEN c.sub_account_id IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM rec_cell AS l WHERE l.unit_no = k.unit_no AND l.category = k.line_category
                                 AND (l.sub_account_id IS NULL OR l.sub_account_id = k.sub_account_id)) THEN 'other_accounts'
         WHEN c.category = 'Credit' THEN 'credits'
         WHEN c.is_support THEN 'support'
         WHEN c.is_marketplace THEN 'marketplace'
         ELSE 'other_charges' END AS kind,
    CASE WHEN best.cell_no IS NULL THEN coalesce(c.sub_account_id, '') END AS lost_account,
    CASE WHEN best.cell_no IS NULL THEN c.service_name END AS lost_service,
    c.*
FROM rec_charge AS c
JOIN rec_kind AS k ON k.issuer = c.issuer AND k.account = c.account AND k.invoice_id IS NOT DISTINCT FROM c.invoice_id
    AND k.currency = c.currency AND k.category = c.category AND k.service_name = c.service_name
    AND k.service_category = c.service_category AND k.sub_account_id IS NOT DISTINCT FROM c.sub_account_id
    AND k.sub_account_name IS NOT DISTINCT FROM c.sub_account_name AND k.region_id IS NOT DISTINCT FROM c.region_id
    AND k.publisher_name IS NOT DISTINCT FROM c.publisher_name
LEFT JOIN best ON best.kind_no = k.kind_no;
