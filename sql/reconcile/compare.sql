-- compare: every line of an invoice with its charges, and the charges that no line is about, by what they are.
-- delta is bills less invoice. A difference of no more than half a subunit per line is rounding, not a difference.
DROP TABLE IF EXISTS rec_compare;
CREATE TEMP TABLE rec_compare AS
WITH placed AS (
    SELECT
        f.unit_no,
        f.cell_no,
        f.kind,
        f.lost_account,
        f.lost_service,
        CASE WHEN f.category = 'Tax' THEN 'tax' WHEN f.line_category = 'Credit' THEN 'credit' ELSE 'pre_tax' END AS category_group,
        sum(f.billed_cost) AS billed_cost,
        sum(f.effective_cost) AS effective_cost,
        sum(f.contracted_cost) AS contracted_cost,
        sum(f.list_cost) AS list_cost,
        sum(f.rounded_rows) AS rounded_rows,
        sum(f.charge_count) AS charge_count,
        count(DISTINCT CASE WHEN f.billed_cost <> 0 THEN f.charge_date END) AS day_count
    FROM rec_fact AS f
    GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT
    CAST(row_number() OVER (ORDER BY coalesce(c.unit_no, p.unit_no), c.cell_no, p.kind, p.lost_account, p.lost_service) AS BIGINT)
        AS compare_no,
    coalesce(c.unit_no, p.unit_no) AS unit_no,
    c.cell_no,
    coalesce(p.kind, '') AS kind,
    CASE WHEN c.category = 'Tax' THEN 'tax' WHEN c.category = 'Credit' THEN 'credit'
         ELSE coalesce(p.category_group, 'pre_tax') END AS category_group,
    c.category AS line_category,
    coalesce(c.service_name, p.lost_service) AS service_name,
    c.service_category,
    coalesce(c.sub_account_id, p.lost_account) AS sub_account_id,
    c.sub_account_name,
    c.publisher_name,
    c.region_id,
    c.description,
    u.currency,
    CAST(coalesce(c.invoice_cost, 0) AS DECIMAL(38,12)) AS invoice_cost,
    CAST(coalesce(p.billed_cost, 0) AS DECIMAL(38,12)) AS billed_cost,
    CAST(coalesce(p.effective_cost, 0) AS DECIMAL(38,12)) AS effective_cost,
    CAST(coalesce(p.contracted_cost, 0) AS DECIMAL(38,12)) AS contracted_cost,
    CAST(coalesce(p.list_cost, 0) AS DECIMAL(38,12)) AS list_cost,
    CAST(coalesce(p.rounded_rows, 0) AS DECIMAL(38,12)) AS rounded_rows,
    CAST(coalesce(p.billed_cost, 0) - coalesce(c.invoice_cost, 0) AS DECIMAL(38,12)) AS delta,
    CAST(rec_subunit(u.currency) * greatest(coalesce(c.line_count, 1), 1) / 2 AS DECIMAL(38,12)) AS half,
    CAST(coalesce(p.charge_count, 0) AS BIGINT) AS charge_count,
    CAST(coalesce(p.day_count, 0) AS BIGINT) AS day_count,
    CAST(coalesce(c.line_count, 0) AS BIGINT) AS line_count,
    CAST(0 AS DECIMAL(38,12)) AS twice,         -- part of delta that stands in the bills twice
    CAST(NULL AS VARCHAR) AS cause,             -- of the rest
    CAST(NULL AS VARCHAR) AS detail
FROM rec_cell AS c
FULL JOIN placed AS p ON p.cell_no = c.cell_no
JOIN rec_unit AS u ON u.unit_no = coalesce(c.unit_no, p.unit_no)
WHERE u.has_invoice;
