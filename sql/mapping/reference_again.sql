-- reference_again: rows that were delivered before, for bills whose rows have a number that the provider gives only once.
-- The head before it makes the table reference_row: sys_file_no, sys_row_no, reference, billing_currency, cost, rest (what
-- rounding took from the cost), charge_date. This part makes repeated: the rows that come again, with the cost they had first.
-- {{first_day}}, {{last_day}}  the days of the bill, as text
-- A row is looked for in this delivery and in the other deliveries of the feed that count. Only a row with the same cost is a
-- repetition and left out; another cost under the same number is a contradiction that a person must look at.
-- step: values days
SELECT CAST(min(charge_date) AS VARCHAR) AS first_day, CAST(max(charge_date) AS VARCHAR) AS last_day
FROM reference_row

-- step: values earlier
SELECT count(*) > 0 AS has_earlier
FROM earlier_delivery
WHERE first_charge_date <= CAST({{last_day}} AS DATE) AND last_charge_date >= CAST({{first_day}} AS DATE)

-- step: facts earlier_charge
CREATE TEMP TABLE earlier_charge (reference VARCHAR, billing_currency VARCHAR, cost DECIMAL(38,12))

-- step: facts earlier_files when has_earlier
SET VARIABLE earlier_files = (
    SELECT list(earlier_file(path))
    FROM earlier_delivery
    WHERE first_charge_date <= CAST({{last_day}} AS DATE) AND last_charge_date >= CAST({{first_day}} AS DATE)
)

-- step: facts earlier_rows when has_earlier
INSERT INTO earlier_charge
SELECT x_native_charge_id, min(billing_currency), CAST(sum(x_native_cost) AS DECIMAL(38,12))
FROM read_parquet(getvariable('earlier_files'))
WHERE sys_charge_date BETWEEN CAST({{first_day}} AS DATE) AND CAST({{last_day}} AS DATE)
    AND x_native_charge_id IN (SELECT reference FROM reference_row)
GROUP BY x_native_charge_id, sys_delivery_id, sys_file_no, sys_row_no

-- step: facts repeated
CREATE TEMP TABLE repeated AS
WITH first_row AS (
    SELECT reference, min((sys_file_no, sys_row_no)) AS place,
        arg_min(cost, (sys_file_no, sys_row_no)) AS cost,
        arg_min(billing_currency, (sys_file_no, sys_row_no)) AS billing_currency
    FROM reference_row
    WHERE reference IS NOT NULL
    GROUP BY reference
    HAVING count(*) > 1
),
-- The same number may already stand in several earlier deliveries, with one cost or (accepted by a person) with several.
earlier AS (
    SELECT reference, list(cost) AS costs, min(billing_currency) AS billing_currency
    FROM earlier_charge
    GROUP BY reference
)
SELECT
    r.sys_file_no, r.sys_row_no, r.reference, r.billing_currency, r.cost, r.rest,
    coalesce(list_extract(e.costs, 1), f.cost) AS first_cost,
    CASE
        WHEN e.reference IS NOT NULL THEN list_contains(e.costs, coalesce(r.cost, 0)) AND r.billing_currency = e.billing_currency
        ELSE r.cost IS NOT DISTINCT FROM f.cost AND r.billing_currency = f.billing_currency
    END AS is_repeated
FROM reference_row AS r
LEFT JOIN earlier AS e ON e.reference = r.reference
LEFT JOIN first_row AS f ON f.reference = r.reference AND (r.sys_file_no, r.sys_row_no) > f.place
WHERE e.reference IS NOT NULL OR f.reference IS NOT NULL

-- step: drops repeated
SELECT 'OCI-DUP' AS rule, billing_currency, CAST(0 AS DECIMAL(38,12)) AS cost, CAST(count(*) AS BIGINT) AS row_count
FROM repeated
WHERE is_repeated
GROUP BY billing_currency
ORDER BY billing_currency

-- step: messages repeated
SELECT 'note' AS level, 'OCI-DUP' AS rule,
    CAST(count(*) AS VARCHAR) || ' rows were delivered before under the same reference number, '
        || CAST(coalesce(sum(cost), 0) AS VARCHAR) || ' ' || billing_currency || ' together; they count once' AS text
FROM repeated
WHERE is_repeated
GROUP BY billing_currency
UNION ALL
SELECT 'hold', 'OCI-CONFLICT',
    'reference number ' || min(reference) || ' comes with the costs ' || CAST(coalesce(arg_min(first_cost, reference), 0) AS VARCHAR)
        || ' and ' || CAST(coalesce(arg_min(cost, reference), 0) AS VARCHAR) || ' ' || billing_currency || '; such rows: '
        || CAST(count(*) AS VARCHAR) || '; both would count'
FROM repeated
WHERE NOT is_repeated
GROUP BY billing_currency
ORDER BY level, rule, text
