-- causes: the parts of each difference; what is left is unexplained.
SELECT unit_no, cause, CAST(sum(amount) AS DECIMAL(38,12)) AS amount, CAST(sum(line_count) AS BIGINT) AS line_count,
    string_agg(DISTINCT detail, '; ' ORDER BY detail) AS detail
FROM rec_cause
GROUP BY unit_no, cause
HAVING sum(amount) <> 0
ORDER BY unit_no, abs(sum(amount)) DESC, cause
