-- cause: why a line differs, where that can be told for certain from what is and is not there.
-- Whatever is not named here stays for the causes that need reckoning (days, metric, sums), and then is unexplained.
-- {{today}} the day of the question   {{month}} first day of the billing month

-- The whole line is in the bills, but in another currency.
UPDATE rec_compare SET cause = 'currency', detail = concat('the bills have it in ', other.currencies)
FROM (
    SELECT m.compare_no, string_agg(DISTINCT c.currency, ', ' ORDER BY c.currency) AS currencies
    FROM rec_compare AS m
    JOIN rec_unit AS u ON u.unit_no = m.unit_no
    JOIN rec_charge AS c ON fold(c.issuer) = u.issuer_key AND fold(c.account) = fold(u.account) AND c.currency <> m.currency
        AND (c.category = m.line_category OR (m.line_category = 'Usage' AND c.category NOT IN ('Tax', 'Credit')))
        AND (m.service_name IS NULL OR m.service_name = c.service_name)
        AND (m.service_category IS NULL OR m.service_category = c.service_category)
        AND (m.sub_account_id IS NULL OR m.sub_account_id = c.sub_account_id)
    WHERE m.charge_count = 0
    GROUP BY m.compare_no
) AS other
WHERE other.compare_no = rec_compare.compare_no AND abs(delta - twice) > half;

-- Tax is on one side alone.
UPDATE rec_compare SET cause = 'tax',
    detail = CASE WHEN line_count = 0 THEN 'the bills have tax, the invoice lists none'
                  ELSE 'the invoice has tax, the bills have none' END
WHERE cause IS NULL AND abs(delta - twice) > half AND category_group = 'tax' AND (line_count = 0 OR charge_count = 0);

-- Credits are on one side alone.
UPDATE rec_compare SET cause = 'credits',
    detail = CASE WHEN line_count = 0 THEN 'the bills have credits that the invoice does not list'
                  ELSE 'the invoice has credits, the bills have none' END
WHERE cause IS NULL AND abs(delta - twice) > half
  AND (kind = 'credits' OR (line_category = 'Credit' AND charge_count = 0));

-- An account is on one side alone; or the whole billing account has no bill of this month.
UPDATE rec_compare SET cause = 'other_accounts',
    detail = CASE WHEN kind = 'other_accounts' THEN concat('the invoice has nothing of account ', sub_account_id)
                  WHEN sub_account_id IS NOT NULL THEN concat('the bills have nothing of account ', sub_account_id)
                  ELSE 'there is no bill of this billing account' END
WHERE cause IS NULL AND abs(delta - twice) > half
  AND (kind = 'other_accounts'
       OR (charge_count = 0 AND sub_account_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM rec_fact AS f
                           WHERE f.unit_no = rec_compare.unit_no AND f.sub_account_id = rec_compare.sub_account_id))
       OR (charge_count = 0
           AND NOT EXISTS (SELECT 1 FROM rec_charge AS c JOIN rec_unit AS u ON fold(c.account) = fold(u.account)
                           WHERE u.unit_no = rec_compare.unit_no)));

-- Support and marketplace are on one side alone.
UPDATE rec_compare SET cause = 'support',
    detail = CASE WHEN line_count = 0 THEN 'the bills have support that the invoice does not list'
                  ELSE 'the invoice has support, the bills have none' END
WHERE cause IS NULL AND abs(delta - twice) > half
  AND (kind = 'support'
       OR (charge_count = 0 AND line_category NOT IN ('Tax', 'Credit')
           AND (fold(coalesce(service_name, description)) LIKE '%support%')));
UPDATE rec_compare SET cause = 'marketplace',
    detail = CASE WHEN line_count = 0 THEN 'the bills have marketplace charges that the invoice does not list'
                  ELSE 'the invoice has marketplace charges, the bills have none' END
WHERE cause IS NULL AND abs(delta - twice) > half
  AND (kind = 'marketplace'
       OR (charge_count = 0 AND line_category NOT IN ('Tax', 'Credit')
           AND fold(concat_ws(' ', service_name, publisher_name, description)) LIKE '%marketplace%'));

-- A service is on one side alone. Not when days are missing too: then it may have been used on just those.
DROP TABLE IF EXISTS rec_gap;
CREATE TEMP TABLE rec_gap AS
WITH account AS (
    SELECT unit_no, coalesce(sub_account_id, '') AS sub_account_id, min(charge_date) AS first_date, max(charge_date) AS last_date,
        count(DISTINCT charge_date) AS day_count
    FROM rec_fact
    WHERE category = 'Usage'
    GROUP BY 1, 2
),
day AS (
    SELECT {{month}} + CAST(n AS INTEGER) AS charge_date FROM generate_series(0, 30) AS r(n)
)
SELECT a.unit_no, a.sub_account_id, day.charge_date
FROM account AS a
JOIN day ON extract(month FROM day.charge_date) = extract(month FROM {{month}})
    -- the days of a running month that are still to come are not missing
    AND day.charge_date < {{today}} - 2
WHERE a.day_count >= 10
  AND NOT EXISTS (SELECT 1 FROM rec_fact AS f
                  WHERE f.unit_no = a.unit_no AND coalesce(f.sub_account_id, '') = a.sub_account_id
                    AND f.category = 'Usage' AND f.charge_date = day.charge_date);
UPDATE rec_compare SET cause = 'other_charges',
    detail = CASE WHEN line_count = 0 THEN concat('the invoice does not list ', service_name)
                  ELSE concat('the bills have nothing of ', service_name) END
WHERE cause IS NULL AND abs(delta - twice) > half AND service_name IS NOT NULL
  AND (kind = 'other_charges'
       OR (charge_count = 0 AND line_category NOT IN ('Tax', 'Credit')
           AND NOT EXISTS (SELECT 1 FROM rec_gap AS g WHERE g.unit_no = rec_compare.unit_no)));

-- Every line is another cost of the same charges: the invoice is not about billed_cost.
UPDATE rec_compare SET cause = 'metric', detail = concat('the invoice adds up ', metric.name, ', not billed_cost')
FROM (
    SELECT unit_no,
        CASE WHEN bool_and(abs(effective_cost - invoice_cost) <= half) THEN 'effective_cost'
             WHEN bool_and(abs(contracted_cost - invoice_cost) <= half) THEN 'contracted_cost'
             WHEN bool_and(abs(list_cost - invoice_cost) <= half) THEN 'list_cost' END AS name
    FROM rec_compare
    WHERE cause IS NULL AND line_count > 0 AND category_group = 'pre_tax'
    GROUP BY unit_no
) AS metric
WHERE metric.unit_no = rec_compare.unit_no AND metric.name IS NOT NULL AND cause IS NULL AND twice = 0
  AND category_group = 'pre_tax' AND line_count > 0 AND abs(delta - twice) > half;

-- Days without any use in an account that is used every day. Named only for lines of a service in an account, so that
-- nothing else can hide in the amount; only when every daily service of the account is short, by about what its other days
-- cost; otherwise the days are evidence alone.
UPDATE rec_compare SET cause = 'missing_days', detail = concat('no charges on ', short.days)
FROM (
    WITH gap AS (
        SELECT unit_no, sub_account_id, count(*) AS gap_count,
            string_agg(CAST(charge_date AS VARCHAR), ', ' ORDER BY charge_date) AS days
        FROM rec_gap GROUP BY 1, 2
    ),
    account_days AS (
        SELECT unit_no, coalesce(sub_account_id, '') AS sub_account_id, count(DISTINCT charge_date) AS day_count
        FROM rec_fact WHERE category = 'Usage' GROUP BY 1, 2
    ),
    line AS (
        SELECT m.compare_no, m.unit_no, gap.sub_account_id, gap.days,
            m.delta - m.twice AS rest, m.half,
            m.day_count >= account_days.day_count * 0.9 AS is_daily,
            -- what is short, and what the days without use may have cost: both times the days with use, so nothing is divided
            rec_integer(CAST(m.twice - m.delta AS DECIMAL(38,12))) * greatest(m.day_count, 1) AS short,
            rec_integer(CAST(m.billed_cost - m.twice AS DECIMAL(38,12))) * gap.gap_count AS likely
        FROM rec_compare AS m
        JOIN gap ON gap.unit_no = m.unit_no AND gap.sub_account_id = coalesce(m.sub_account_id, '')
        JOIN account_days ON account_days.unit_no = gap.unit_no AND account_days.sub_account_id = gap.sub_account_id
        WHERE m.cause IS NULL AND m.service_name IS NOT NULL AND m.category_group = 'pre_tax' AND m.charge_count > 0
          AND m.line_count > 0
    ),
    sound AS (
        SELECT unit_no, sub_account_id
        FROM line
        GROUP BY unit_no, sub_account_id
        HAVING bool_and(CASE WHEN is_daily THEN rest < -half AND short * 10 >= likely AND short <= likely * 10
                             ELSE rest <= half END)
           AND bool_or(is_daily)
    )
    SELECT line.compare_no, line.days
    FROM line JOIN sound USING (unit_no, sub_account_id)
    WHERE line.rest < -line.half
) AS short
WHERE short.compare_no = rec_compare.compare_no;

-- The issuer rounded every charge and then added up: all lines that are still open agree with that, three of them at least.
UPDATE rec_compare SET cause = 'rounding', detail = 'the invoice rounds each charge'
FROM (
    SELECT unit_no
    FROM rec_compare
    WHERE cause IS NULL AND twice = 0 AND line_count > 0
    GROUP BY unit_no
    HAVING bool_and(abs(rounded_rows - invoice_cost) < half) AND count(*) FILTER (WHERE abs(delta - twice) > half) >= 3
) AS rounded
WHERE rounded.unit_no = rec_compare.unit_no AND cause IS NULL AND twice = 0 AND line_count > 0 AND abs(delta - twice) > half;
