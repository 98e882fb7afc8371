-- summary: what a period cost, in short, per currency: total and change, the days, the extremes, the month so far, where it is heading.
-- {{cells}}    cost_cell, converted: side 0 by service, provider and day from {{first}} on, side 1 the total of the period that is
--              compared with, side 2 that of the asked one where it is not the sum of its days
-- {{total_side}}  the side that has the total of the asked period: 0 or 2
-- {{steps}}    cost_step: every day from {{first}} on
-- {{all}}      a relation with all charges, whatever the filter says, and {{all_date}} its day
-- {{first}}, {{start}}, {{end}}  first day that is read, first day of the period, first day after it
-- {{complete}} (provider, day): the last day that its bills have completely; {{today}} today
-- {{by_day}}   true; false when days are billing months, and whatever is about days is left out
-- {{compares}} whether there is another period, {{months}} whether the period touches several months
-- A day is covered when a provider of what matches has charges for usage on it, matching or not, and its bills have the day completely:
-- a fee does not make a day, and a service that was not used costs nothing on a covered day. A provider whose charges for usage are all of
-- first days of at least two months bills by the month, and covers all days of those up to yesterday; of one without any usage all charges
-- count.
--     daily_mean  cost of the covered days / their number
--     daily       the same of the covered ones of the 30 days that end on the last covered one
--     month_end   cost of that day's month up to that day + daily * days of the month that are left
-- Quotients are exact and rounded half away from zero, to 12 decimals, ratios and shares to 4; NULL when divided by nothing. A month of
-- which some day is not asked for or not covered is the lowest only when all of them are such. Of equals the earliest is taken.
-- An amount is NULL only where a rate of exchange is missing (cost_convert), and then everything made of it is.
WITH cell AS MATERIALIZED (
{{cells}}
),
total AS (
    SELECT
        billing_currency,
        unit,
        CASE
            WHEN count(*) FILTER (WHERE side <> 1 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side <> 1), CAST(0 AS DECIMAL(38,12)))
        END AS amount,
        CASE
            WHEN count(*) FILTER (WHERE side = 1 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 1), CAST(0 AS DECIMAL(38,12)))
        END AS previous
    FROM cell
    WHERE side = 1 OR (side = {{total_side}} AND (step IS NULL OR step >= {{start}}))
    GROUP BY billing_currency, unit
),
item AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY billing_currency, unit NULLS LAST) AS item_no FROM total
),
fact AS MATERIALIZED (
    SELECT
        item.item_no AS item_no, cell.key_1 AS service_name, coalesce(cell.key_2, '') AS provider, cell.step AS step,
        cell.amount AS amount, cell.charge_count AS charge_count
    FROM cell
    JOIN item ON item.billing_currency = cell.billing_currency AND item.unit IS NOT DISTINCT FROM cell.unit
    WHERE cell.side = 0
),
provider_day AS (
    SELECT
        coalesce(provider_name, '') AS provider,
        {{all_date}} AS day,
        max(CASE WHEN charge_category = 'Usage' THEN 1 ELSE 0 END) AS has_usage
    FROM {{all}} AS charge
    WHERE {{all_date}} >= {{first}} AND {{all_date}} < {{end}}
    GROUP BY 1, 2
),
billed_day AS (
    SELECT provider, day, CAST(date_trunc('month', CAST(day AS TIMESTAMP)) AS DATE) AS month
    FROM (SELECT *, max(has_usage) OVER (PARTITION BY provider) AS most FROM provider_day) AS known
    WHERE has_usage = most
),
monthly AS (
    SELECT provider FROM billed_day GROUP BY provider HAVING count(*) > 1 AND count(*) FILTER (WHERE day <> month) = 0
),
provider_cover AS (
    SELECT billed_day.provider AS provider, day
    FROM billed_day
    LEFT JOIN (
        VALUES (CAST(NULL AS VARCHAR), CAST(NULL AS DATE)){{complete}}
    ) AS complete(provider, last_day) ON complete.provider = billed_day.provider
    WHERE day <= coalesce(last_day, {{today}} - 1)
    UNION
    SELECT monthly.provider AS provider, calendar.step AS day
    FROM monthly
    JOIN billed_day ON billed_day.provider = monthly.provider
    JOIN (
{{steps}}
    ) AS calendar ON CAST(date_trunc('month', CAST(calendar.step AS TIMESTAMP)) AS DATE) = billed_day.month
    WHERE calendar.step < {{today}}
),
day AS MATERIALIZED (
    SELECT
        item_no,
        step,
        step >= {{start}} AS is_asked,
        CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount,
        sum(charge_count) AS charge_count,
        max(covers) AS covers
    FROM (
        SELECT item_no, step, amount, charge_count, 0 AS covers FROM fact
        UNION ALL
        SELECT item_no, day, CAST(0 AS DECIMAL(38,12)), 0, 1
        FROM (SELECT DISTINCT item_no, provider FROM fact) AS pair
        JOIN provider_cover ON provider_cover.provider = pair.provider
    ) AS part
    GROUP BY item_no, step
),
span AS (
    SELECT
        item_no,
        sum(charge_count) FILTER (WHERE is_asked) AS charge_count,
        min(step) FILTER (WHERE is_asked AND charge_count > 0) AS first_charge_date,
        max(step) FILTER (WHERE is_asked AND charge_count > 0) AS last_charge_date,
        count(*) FILTER (WHERE is_asked AND covers = 1) AS day_count,
        CASE
            WHEN count(*) FILTER (WHERE is_asked AND covers = 1 AND amount IS NULL) = 0
                THEN sum(amount) FILTER (WHERE is_asked AND covers = 1)
        END AS amount,
        max(step) FILTER (WHERE is_asked AND covers = 1) AS last_day,
        CAST(date_trunc('month', CAST(max(step) FILTER (WHERE is_asked AND covers = 1) AS TIMESTAMP)) AS DATE) AS month
    FROM day
    GROUP BY item_no
),
bound AS (
    SELECT
        item_no, month, last_day,
        CAST(month - INTERVAL '1 month' AS DATE) AS previous_start,
        CASE
            WHEN last_day = CAST(month + INTERVAL '1 month' AS DATE) - 1 THEN month - 1
            ELSE least(CAST(month - INTERVAL '1 month' AS DATE) + CAST(last_day - month AS INTEGER), month - 1)
        END AS previous_end,
        CAST(CAST(month + INTERVAL '1 month' AS DATE) - last_day AS INTEGER) - 1 AS left_count
    FROM span
    WHERE last_day IS NOT NULL AND {{by_day}}
),
progress AS (
    SELECT
        bound.item_no AS item_no,
        CASE
            WHEN count(*) FILTER (WHERE step BETWEEN month AND last_day AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE step BETWEEN month AND last_day), CAST(0 AS DECIMAL(38,12)))
        END AS amount,
        CASE
            WHEN count(*) FILTER (WHERE step BETWEEN previous_start AND previous_end AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE step BETWEEN previous_start AND previous_end), CAST(0 AS DECIMAL(38,12)))
        END AS previous,
        min(step) FILTER (WHERE step BETWEEN last_day - 29 AND last_day AND covers = 1) AS run_start,
        count(*) FILTER (WHERE step BETWEEN last_day - 29 AND last_day AND covers = 1) AS run_count,
        CASE
            WHEN count(*) FILTER (WHERE step BETWEEN last_day - 29 AND last_day AND covers = 1 AND amount IS NULL) = 0
                THEN sum(amount) FILTER (WHERE step BETWEEN last_day - 29 AND last_day AND covers = 1)
        END AS run_amount
    FROM bound
    JOIN day ON day.item_no = bound.item_no
    GROUP BY bound.item_no
),
run AS (
    SELECT item_no, run_start, run_count, CAST(ratio_of(run_amount, CAST(run_count AS DECIMAL(38,12)), 12) AS DECIMAL(38,12)) AS daily
    FROM progress
),
placed_day AS (
    SELECT
        item_no, step, amount, covers,
        row_number() OVER (PARTITION BY item_no ORDER BY amount DESC NULLS LAST, step) AS from_top,
        row_number() OVER (PARTITION BY item_no ORDER BY covers DESC, amount NULLS LAST, step) AS from_bottom
    FROM day
    WHERE is_asked AND {{by_day}}
),
month AS (
    SELECT
        item_no,
        month,
        CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount,
        CASE
            WHEN {{by_day}}
                THEN count(*) FILTER (WHERE covers = 1) = CAST(CAST(month + INTERVAL '1 month' AS DATE) - month AS INTEGER)
            ELSE CAST(month + INTERVAL '1 month' AS DATE) <= {{today}}
        END AS is_whole
    FROM (SELECT *, CAST(date_trunc('month', CAST(step AS TIMESTAMP)) AS DATE) AS month FROM day WHERE is_asked) AS dated
    GROUP BY item_no, month
),
placed_month AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY item_no ORDER BY amount DESC NULLS LAST, month) AS from_top,
        row_number() OVER (PARTITION BY item_no ORDER BY CASE WHEN is_whole THEN 0 ELSE 1 END, amount NULLS LAST, month) AS from_bottom
    FROM month
    WHERE {{months}}
),
service AS (
    SELECT item_no, service_name, CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount
    FROM fact
    WHERE step >= {{start}}
    GROUP BY item_no, service_name
),
placed_service AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY item_no ORDER BY amount DESC, service_name) AS from_top,
        row_number() OVER (PARTITION BY item_no ORDER BY amount, service_name) AS from_bottom
    FROM service
    WHERE amount > 0
)
SELECT
    item.billing_currency AS billing_currency,
    item.unit AS unit,
    item.amount AS amount,
    CASE WHEN {{compares}} THEN item.previous END AS previous,
    CASE WHEN {{compares}} THEN item.amount - item.previous END AS delta,
    CASE WHEN {{compares}} THEN CAST(ratio_of(item.amount - item.previous, abs(item.previous), 4) AS DECIMAL(18,4)) END AS delta_ratio,
    CAST(coalesce(span.charge_count, 0) AS BIGINT) AS charge_count,
    CASE WHEN {{by_day}} THEN first_charge_date END AS first_charge_date,
    CASE WHEN {{by_day}} THEN last_charge_date END AS last_charge_date,
    CASE WHEN {{by_day}} THEN CAST(coalesce(day_count, 0) AS BIGINT) END AS day_count,
    CASE WHEN {{by_day}} THEN CAST({{end}} - {{start}} - coalesce(day_count, 0) AS BIGINT) END AS missing_day_count,
    CASE
        WHEN {{by_day}} THEN CAST(ratio_of(span.amount, CAST(day_count AS DECIMAL(38,12)), 12) AS DECIMAL(38,12))
    END AS daily_mean,
    CASE WHEN item.amount IS NOT NULL THEN high_day.step END AS highest_day,
    high_day.amount AS highest_day_amount,
    CASE WHEN item.amount IS NOT NULL THEN low_day.step END AS lowest_day,
    low_day.amount AS lowest_day_amount,
    CASE WHEN item.amount IS NOT NULL THEN substr(CAST(high_month.month AS VARCHAR), 1, 7) END AS highest_month,
    high_month.amount AS highest_month_amount,
    high_month.is_whole AS highest_month_is_whole,
    CASE WHEN item.amount IS NOT NULL THEN substr(CAST(low_month.month AS VARCHAR), 1, 7) END AS lowest_month,
    low_month.amount AS lowest_month_amount,
    low_month.is_whole AS lowest_month_is_whole,
    CASE WHEN item.amount IS NOT NULL THEN dearest.service_name END AS dearest_service,
    dearest.amount AS dearest_amount,
    CAST(ratio_of(dearest.amount, item.amount, 4) AS DECIMAL(18,4)) AS dearest_share,
    CASE WHEN item.amount IS NOT NULL THEN cheapest.service_name END AS cheapest_service,
    cheapest.amount AS cheapest_amount,
    CAST(ratio_of(cheapest.amount, item.amount, 4) AS DECIMAL(18,4)) AS cheapest_share,
    bound.month AS month_start,
    bound.last_day AS month_end_day,
    progress.amount AS month_amount,
    bound.previous_start AS previous_start,
    bound.previous_end AS previous_end,
    progress.previous AS month_previous,
    progress.amount - progress.previous AS month_delta,
    CAST(ratio_of(progress.amount - progress.previous, abs(progress.previous), 4) AS DECIMAL(18,4)) AS month_ratio,
    run.run_start AS run_start,
    CAST(run.run_count AS BIGINT) AS run_count,
    run.daily AS daily,
    CAST(progress.amount + run.daily * bound.left_count AS DECIMAL(38,12)) AS month_end
FROM item
LEFT JOIN span ON span.item_no = item.item_no
LEFT JOIN bound ON bound.item_no = item.item_no
LEFT JOIN progress ON progress.item_no = item.item_no
LEFT JOIN run ON run.item_no = item.item_no
LEFT JOIN placed_day AS high_day ON high_day.item_no = item.item_no AND high_day.from_top = 1
LEFT JOIN placed_day AS low_day ON low_day.item_no = item.item_no AND low_day.from_bottom = 1 AND low_day.covers = 1
LEFT JOIN placed_month AS high_month ON high_month.item_no = item.item_no AND high_month.from_top = 1
LEFT JOIN placed_month AS low_month ON low_month.item_no = item.item_no AND low_month.from_bottom = 1
LEFT JOIN placed_service AS dearest ON dearest.item_no = item.item_no AND dearest.from_top = 1
LEFT JOIN placed_service AS cheapest ON cheapest.item_no = item.item_no AND cheapest.from_bottom = 1
ORDER BY item.item_no;
