-- csv_wide: the console's table of AWS Cost Explorer: a line per day or month, a column per service or account, a line of
-- totals. The first column of the file is charge_date, all others but the last total are in cells.
-- {{dimension}}  what the columns stand for: 'service', 'linkedaccount', …
-- {{is_monthly}}  true for a table by month
-- A table whose dates are all the first of a month is one by month.
-- step: facts cell
CREATE TEMP VIEW csv_cell AS
SELECT
    sys_file_no, sys_row_no, charge_date, cells,
    unnest(json_keys(cells)) AS name,
    unnest(range(1, len(json_keys(cells)) + 1)) AS part_no
FROM raw

-- step: values grain
SELECT coalesce(bool_and(extract(day FROM moment(charge_date)) = 1), false) AS is_monthly
FROM raw
WHERE charge_date NOT ILIKE '%total'

-- step: facts line
CREATE TEMP VIEW csv_line AS
SELECT
    sys_file_no, sys_row_no, part_no,
    charge_date AS date_text, CAST(NULL AS VARCHAR) AS end_text,
    plain_amount(json_text(cells, name), '.') AS cost, name AS cost_text,
    CAST(NULL AS VARCHAR) AS currency,
    CASE WHEN {{dimension}} = 'service' THEN regexp_replace(name, '\s*\([^()]*\)$', '') ELSE 'All services' END AS service,
    CAST(NULL AS VARCHAR) AS description,
    CAST(NULL AS VARCHAR) AS billing_account_id,
    CASE WHEN {{dimension}} = 'linkedaccount' THEN coalesce(nullif(regexp_extract(name, '\(([0-9]{12})\)', 1), ''),
        regexp_replace(name, '\s*\([^()]*\)$', '')) END AS account_id,
    CASE WHEN {{dimension}} = 'linkedaccount' THEN regexp_replace(name, '\s*(\([^()]*\)\s*)+$', '') END AS account_name,
    CAST(NULL AS VARCHAR) AS project, CAST(NULL AS VARCHAR) AS cost_center,
    CASE WHEN {{dimension}} = 'region' THEN regexp_replace(name, '\s*\([^()]*\)$', '') END AS region,
    CAST(NULL AS VARCHAR) AS quantity, CAST(NULL AS VARCHAR) AS unit, CAST(NULL AS VARCHAR) AS invoice,
    CASE WHEN {{dimension}} = 'service' AND name ILIKE 'tax(%' THEN 'tax' END AS type,
    'AWS' AS provider,
    charge_date ILIKE '%total' AS is_total,
    {{is_monthly}} AS is_monthly
FROM csv_cell
