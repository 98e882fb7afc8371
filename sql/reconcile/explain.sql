-- explain: the causes of every unit, rounded to the subunit, so that with what is unexplained they add up to its difference.
DROP TABLE IF EXISTS rec_cause;
CREATE TEMP TABLE rec_cause AS
WITH named AS (
    SELECT unit_no, cause, detail, delta - twice AS amount
    FROM rec_compare WHERE cause IS NOT NULL AND cause <> 'sum'
    UNION ALL
    SELECT unit_no, 'counted_twice', 'every charge of these days stands in the bills again', twice
    FROM rec_compare WHERE twice <> 0
    UNION ALL
    SELECT m.unit_no, p.cause, p.detail, p.amount
    FROM rec_way AS w
    JOIN rec_compare AS m ON m.compare_no = w.compare_no
    JOIN rec_part AS p ON p.part_no = w.one OR p.part_no = w.two
)
SELECT named.unit_no, cause, rec_round(sum(amount), min(u.currency)) AS amount,
    CAST(count(*) AS BIGINT) AS line_count, string_agg(DISTINCT detail, '; ' ORDER BY detail) AS detail
FROM named JOIN rec_unit AS u ON u.unit_no = named.unit_no
GROUP BY named.unit_no, cause
HAVING rec_round(sum(amount), min(u.currency)) <> 0;

DROP TABLE IF EXISTS rec_result;
CREATE TEMP TABLE rec_result AS
WITH total AS (
    SELECT u.unit_no,
        coalesce((SELECT sum(f.billed_cost) FROM rec_fact AS f WHERE f.unit_no = u.unit_no), 0) AS billed_cost,
        coalesce((SELECT sum(c.invoice_cost) FROM rec_cell AS c WHERE c.unit_no = u.unit_no), 0) AS invoice_cost,
        coalesce((SELECT sum(f.charge_count) FROM rec_fact AS f WHERE f.unit_no = u.unit_no), 0) AS charge_count,
        coalesce((SELECT sum(m.delta - m.twice) FROM rec_compare AS m
                  WHERE m.unit_no = u.unit_no AND m.cause IS NULL AND abs(m.delta - m.twice) > m.half), 0) AS unexplained
    FROM rec_unit AS u
)
SELECT unit_no, CAST(billed_cost AS DECIMAL(38,12)) AS billed_cost, CAST(invoice_cost AS DECIMAL(38,12)) AS invoice_cost,
    CAST(charge_count AS BIGINT) AS charge_count,
    CAST(rec_round(billed_cost, u.currency) - rec_round(invoice_cost, u.currency) AS DECIMAL(38,12)) AS delta,
    rec_round(unexplained, u.currency) AS unexplained,
    CAST(greatest(100, CAST(0.5 * sqrt(CAST(charge_count AS DOUBLE PRECISION)) AS DECIMAL(16,6))) * rec_subunit(u.currency)
         AS DECIMAL(38,12)) AS tolerance
FROM total JOIN rec_unit AS u USING (unit_no);

-- What rounding of lines leaves between the parts and the whole.
INSERT INTO rec_cause
SELECT r.unit_no, 'rounding',
    CAST(r.delta - r.unexplained - coalesce((SELECT sum(c.amount) FROM rec_cause AS c WHERE c.unit_no = r.unit_no), 0)
         AS DECIMAL(38,12)), 0, 'lines rounded one by one'
FROM rec_result AS r JOIN rec_unit AS u USING (unit_no)
WHERE u.has_invoice
  AND r.delta - r.unexplained - coalesce((SELECT sum(c.amount) FROM rec_cause AS c WHERE c.unit_no = r.unit_no), 0) <> 0;

-- Tax and credits by themselves (REC-01, REC-04).
DROP TABLE IF EXISTS rec_group;
CREATE TEMP TABLE rec_group AS
SELECT m.unit_no, m.category_group, CAST(sum(m.billed_cost) AS DECIMAL(38,12)) AS billed_cost,
    CAST(sum(m.invoice_cost) AS DECIMAL(38,12)) AS invoice_cost,
    CAST(rec_round(sum(m.billed_cost), min(m.currency)) - rec_round(sum(m.invoice_cost), min(m.currency)) AS DECIMAL(38,12)) AS delta,
    CAST(sum(m.charge_count) AS BIGINT) AS charge_count,
    CASE WHEN rec_round(sum(m.billed_cost), min(m.currency)) = rec_round(sum(m.invoice_cost), min(m.currency)) THEN 'exact'
         WHEN abs(rec_round(sum(m.billed_cost), min(m.currency)) - rec_round(sum(m.invoice_cost), min(m.currency)))
              <= greatest(100, CAST(0.5 * sqrt(CAST(sum(m.charge_count) AS DOUBLE PRECISION)) AS DECIMAL(16,6)))
                 * rec_subunit(min(m.currency))
             THEN 'within_tolerance'
         ELSE 'different' END AS class
FROM rec_compare AS m
GROUP BY m.unit_no, m.category_group;
