-- lines: the lines, and charges without a line, that differ; the largest difference first.
SELECT unit_no, line_category AS charge_category, service_name, service_category, nullif(sub_account_id, '') AS sub_account_id,
    sub_account_name, region_id, publisher_name, description, charge_count, billed_cost,
    CASE WHEN line_count > 0 THEN invoice_cost END AS invoice_cost, rec_round(delta, currency) AS delta,
    CASE WHEN cause = 'sum' THEN (SELECT string_agg(p.cause, ', ' ORDER BY p.cause)
                                  FROM rec_way AS w JOIN rec_part AS p ON p.part_no = w.one OR p.part_no = w.two
                                  WHERE w.compare_no = rec_compare.compare_no)
         WHEN twice <> 0 THEN concat_ws(', ', 'counted_twice', cause)
         ELSE coalesce(cause, 'unexplained') END AS cause
FROM rec_compare
WHERE abs(delta) > half
ORDER BY unit_no, abs(delta) DESC, compare_no
