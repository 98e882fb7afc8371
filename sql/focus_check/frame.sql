-- frame: how often a rule is broken, the first five rows that break it, and the first breach in words.
-- {{rule}}  SQL of the rule: row_no (0: the file as a whole) and detail of each breach
WITH broken AS (
{{rule}}
),
first_row AS (
    SELECT DISTINCT row_no FROM broken ORDER BY row_no LIMIT 5
)
SELECT
    (SELECT count(*) FROM broken) AS violations,
    (SELECT string_agg(CAST(row_no AS VARCHAR), ', ' ORDER BY row_no) FROM first_row) AS sample_rows,
    (SELECT min(detail) FROM broken WHERE row_no = (SELECT min(row_no) FROM broken)) AS detail
