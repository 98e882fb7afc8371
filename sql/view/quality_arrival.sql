-- quality_arrival: how the total of a billing month grew while deliveries arrived, by feed and currency.
-- {{spans}}   (source, delivery, first day, end day, whether it is a charge day, from version, until version) of the scopes
-- {{steps}}   (source, data version, day on which the provider delivered) of the changes
-- {{from}}    cost_overview of these deliveries
-- {{amount}}  the exact sum of the metric
-- {{next}}    first day of the following month
-- Rows of kind 0 go by days after the month's end (0: the first day after it; less: within it), and so tell when its total was
-- there; 1 by days between use and delivery, and so tell how late the provider is. Each row is what was known by then. A delivery
-- that replaces another one takes its amounts away and brings its own, so that every change is counted once. A charge that
-- was delivered before its day counts as of its day.
WITH span(source_no, delivery_id, first_day, end_day, is_day, from_version, until_version) AS (
    VALUES {{spans}}
),
step(source_no, version, delivered_on) AS (
    VALUES {{steps}}
),
fact AS (
    SELECT sys_delivery_id, charge_date, billing_period_start, billing_currency, {{amount}} AS amount
    FROM {{from}} AS overview
    GROUP BY sys_delivery_id, charge_date, billing_period_start, billing_currency
),
scope AS (
    SELECT span.source_no, span.from_version, span.until_version, fact.charge_date, fact.billing_currency, fact.amount
    FROM span
    JOIN fact
        ON fact.sys_delivery_id = span.delivery_id
        AND CASE WHEN span.is_day THEN fact.charge_date ELSE fact.billing_period_start END >= span.first_day
        AND CASE WHEN span.is_day THEN fact.charge_date ELSE fact.billing_period_start END < span.end_day
),
event AS (
    SELECT source_no, from_version AS version, charge_date, billing_currency, amount FROM scope
    UNION ALL
    SELECT source_no, until_version, charge_date, billing_currency, -amount FROM scope WHERE until_version IS NOT NULL
),
dated AS (
    SELECT
        event.source_no, event.billing_currency, event.amount,
        step.delivered_on - {{next}} AS days_after_end,
        greatest(step.delivered_on - event.charge_date, 0) AS days_after_use
    FROM event
    JOIN step ON step.source_no = event.source_no AND step.version = event.version
),
change AS (
    SELECT 0 AS kind, source_no, billing_currency, days_after_end AS days, sum(amount) AS amount
    FROM dated
    GROUP BY source_no, billing_currency, days_after_end
    UNION ALL
    SELECT 1 AS kind, source_no, billing_currency, days_after_use, sum(amount)
    FROM dated
    GROUP BY source_no, billing_currency, days_after_use
),
curve AS (
    SELECT
        kind, source_no, billing_currency, days,
        sum(amount) OVER (PARTITION BY kind, source_no, billing_currency ORDER BY days) AS amount,
        sum(amount) OVER (PARTITION BY kind, source_no, billing_currency) AS total
    FROM change
)
SELECT
    kind,
    source_no,
    billing_currency,
    CAST(days AS BIGINT) AS days,
    CAST(amount AS DECIMAL(38,12)) AS amount,
    CAST(ratio_of(amount, total, 4) AS DECIMAL(18,4)) AS ratio
FROM curve
ORDER BY source_no, kind, billing_currency, days;
