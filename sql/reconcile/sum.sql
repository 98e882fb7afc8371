-- sum: differences that are exactly the sum of something that is in the bills and may not be on the invoice.
-- One such part, or two together; named only when there is just one way to do so, and when it is no chance: with n
-- ways to try and a difference of d subunits, some way fits by accident n times in d: that must be less than once in 200.
DROP TABLE IF EXISTS rec_part;
CREATE TEMP TABLE rec_part AS
WITH open AS (
    SELECT * FROM rec_compare WHERE cause IS NULL AND abs(delta - twice) > half AND line_count > 0
),
fact AS (
    SELECT open.compare_no, f.* FROM open JOIN rec_fact AS f ON f.cell_no = open.cell_no WHERE open.twice = 0
),
part AS (
    SELECT compare_no, 'credits' AS cause, 'the invoice is before credits' AS detail, sum(billed_cost) AS amount
    FROM fact WHERE category = 'Credit' GROUP BY compare_no
    UNION ALL
    SELECT compare_no, 'support', 'the invoice is without support', sum(billed_cost)
    FROM fact WHERE is_support AND category <> 'Credit' GROUP BY compare_no
    UNION ALL
    SELECT compare_no, 'marketplace', 'the invoice is without marketplace charges', sum(billed_cost)
    FROM fact WHERE is_marketplace AND NOT is_support AND category <> 'Credit' GROUP BY compare_no
    UNION ALL
    SELECT fact.compare_no, 'other_accounts', concat('the invoice is without account ', fact.sub_account_id), sum(fact.billed_cost)
    FROM fact JOIN open USING (compare_no)
    WHERE open.sub_account_id IS NULL AND fact.sub_account_id IS NOT NULL
    GROUP BY fact.compare_no, fact.sub_account_id
    HAVING count(*) < (SELECT count(*) FROM fact AS all_of WHERE all_of.compare_no = fact.compare_no)
    UNION ALL
    SELECT compare_no, 'rounding', 'the invoice rounds each charge', billed_cost - rounded_rows
    FROM open WHERE charge_count > 0
    UNION ALL
    -- the invoice has no line for tax: it may be inside
    SELECT open.compare_no, 'tax', 'the tax is inside the line', -sum(tax.billed_cost)
    FROM open JOIN rec_compare AS tax ON tax.unit_no = open.unit_no AND tax.kind = 'tax'
    WHERE open.line_category = 'Usage'
    GROUP BY open.compare_no
)
SELECT CAST(row_number() OVER (ORDER BY compare_no, cause, detail) AS BIGINT) AS part_no, compare_no, cause, detail,
    CAST(amount AS DECIMAL(38,12)) AS amount
FROM part
WHERE amount <> 0;

DROP TABLE IF EXISTS rec_way;
CREATE TEMP TABLE rec_way AS
WITH way AS (
    SELECT compare_no, 1 AS part_count, part_no AS one, part_no AS two, amount FROM rec_part
    UNION ALL
    SELECT a.compare_no, 2, a.part_no, b.part_no, CAST(a.amount + b.amount AS DECIMAL(38,12))
    FROM rec_part AS a JOIN rec_part AS b ON b.compare_no = a.compare_no AND b.part_no > a.part_no
),
fit AS (
    SELECT way.*, abs(m.delta - m.twice - way.amount) <= m.half AS fits,
        m.half * 2 * 200 * count(*) OVER (PARTITION BY way.compare_no, way.part_count) < abs(m.delta - m.twice) AS is_no_chance
    FROM way JOIN rec_compare AS m ON m.compare_no = way.compare_no
),
least AS (
    SELECT compare_no, min(part_count) AS part_count FROM fit WHERE fits GROUP BY compare_no
)
SELECT compare_no, min(one) AS one, min(two) AS two
FROM fit JOIN least USING (compare_no, part_count)
WHERE fits
GROUP BY compare_no
HAVING count(*) = 1 AND bool_and(is_no_chance);
UPDATE rec_compare SET cause = 'sum' FROM rec_way WHERE rec_way.compare_no = rec_compare.compare_no;
