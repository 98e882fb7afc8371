-- quality_source: how many charges each feed has for a billing month, of which days, and which of its days are missing.
-- {{sources}}  (delivery, source) of the deliveries that count in the month or the one before
-- {{from}}     their charges
-- {{month}}, {{next}}, {{previous}}  first days of the month, of the following one and of the one before
-- {{today}}    a month that is not over is looked at up to the last day that has charges
-- Rows of kind 0 are the feeds, 1 the days without charges, as ranges. Only usage of at most a day says that a day is there: a fee for
-- the month would hide that its days are missing. A feed without such usage in both months bills by the month, and misses no day.
WITH source(delivery_id, source_no) AS (
    VALUES {{sources}}
),
fact AS (
    SELECT
        source_no, sys_billing_month AS billing_month, sys_charge_date AS charge_date,
        count(*) AS charge_count,
        count(*) FILTER (
            WHERE charge_category = 'Usage' AND charge_period_end <= charge_period_start + INTERVAL '1' DAY
        ) AS daily_count
    FROM {{from}} AS charge
    JOIN source ON source.delivery_id = sys_delivery_id
    WHERE sys_billing_month IN ({{month}}, {{previous}})
    GROUP BY source_no, sys_billing_month, sys_charge_date
),
summary AS (
    SELECT
        source_no,
        coalesce(sum(charge_count) FILTER (WHERE billing_month = {{month}}), 0) AS charge_count,
        coalesce(sum(charge_count) FILTER (WHERE billing_month = {{previous}}), 0) AS previous_charge_count,
        min(charge_date) FILTER (WHERE billing_month = {{month}}) AS first_charge_date,
        max(charge_date) FILTER (WHERE billing_month = {{month}}) AS last_charge_date,
        sum(daily_count) > 0 AS is_daily
    FROM fact
    GROUP BY source_no
),
looked_at AS (
    SELECT
        source_no,
        CASE
            WHEN {{today}} >= {{next}} THEN {{next}}
            ELSE least(coalesce(last_charge_date + 1, {{month}}), {{next}})
        END AS end_date
    FROM summary
    WHERE is_daily
),
calendar AS (
    SELECT CAST({{month}} AS DATE) + n AS day
    FROM (VALUES
        (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22),
        (23), (24), (25), (26), (27), (28), (29), (30)
    ) AS number(n)
),
missing AS (
    SELECT looked_at.source_no AS source_no, day, row_number() OVER (PARTITION BY looked_at.source_no ORDER BY day) AS place
    FROM looked_at
    JOIN calendar ON day < looked_at.end_date
    WHERE NOT EXISTS (
        SELECT 1 FROM fact
        WHERE fact.source_no = looked_at.source_no AND charge_date = day AND billing_month = {{month}} AND daily_count > 0
    )
),
gap AS (
    SELECT source_no, min(day) AS first_day, max(day) AS last_day, count(*) AS day_count
    FROM missing
    GROUP BY source_no, day - CAST(place AS INTEGER)
)
SELECT
    0 AS kind, source_no, first_charge_date AS first_day, last_charge_date AS last_day,
    CAST(charge_count AS BIGINT) AS charge_count, CAST(previous_charge_count AS BIGINT) AS previous_charge_count, is_daily
FROM summary
UNION ALL
SELECT 1, source_no, first_day, last_day, CAST(day_count AS BIGINT), 0, TRUE FROM gap
ORDER BY 2, 1, 3 NULLS FIRST;
