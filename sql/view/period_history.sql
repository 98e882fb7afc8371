-- period_history: what one billing month cost after each change of what counts, and what changed by service and account.
-- {{spans}}   (source, delivery, first day, end day, whether it is a charge day, from version, until version) of the scopes
-- {{steps}}   (source, number of the step, data version) of the changes; numbers of a source follow each other
-- {{from}}    cost_overview of these deliveries
-- {{amount}}  the exact sum of the metric
-- {{limit}}   how many changes of a step are named
-- Rows of kind 0 are the total of a step and currency; 1 its changes, the largest first, whichever way they went. A pair of
-- service and account is added when nothing of it counted before, and removed when nothing does any more.
WITH span(source_no, delivery_id, first_day, end_day, is_day, from_version, until_version) AS (
    VALUES {{spans}}
),
step(source_no, step_no, version) AS (
    VALUES {{steps}}
),
fact AS (
    SELECT
        sys_delivery_id, charge_date, billing_period_start, sub_account_id, service_name, billing_currency,
        {{amount}} AS amount,
        CAST(sum(charge_count) AS BIGINT) AS charge_count
    FROM {{from}} AS overview
    GROUP BY sys_delivery_id, charge_date, billing_period_start, sub_account_id, service_name, billing_currency
),
scope AS (
    SELECT
        span.source_no, span.from_version, span.until_version,
        fact.sub_account_id, fact.service_name, fact.billing_currency,
        sum(fact.amount) AS amount,
        sum(fact.charge_count) AS charge_count
    FROM span
    JOIN fact
        ON fact.sys_delivery_id = span.delivery_id
        AND CASE WHEN span.is_day THEN fact.charge_date ELSE fact.billing_period_start END >= span.first_day
        AND CASE WHEN span.is_day THEN fact.charge_date ELSE fact.billing_period_start END < span.end_day
    GROUP BY span.source_no, span.from_version, span.until_version,
        fact.sub_account_id, fact.service_name, fact.billing_currency
),
cell AS (
    SELECT step.source_no, step.step_no, sub_account_id, service_name, billing_currency, amount, charge_count
    FROM step
    JOIN scope
        ON scope.source_no = step.source_no
        AND scope.from_version <= step.version
        AND (scope.until_version IS NULL OR scope.until_version > step.version)
),
side AS (
    SELECT 0 AS side, * FROM cell
    UNION ALL
    SELECT 1 AS side, cell.source_no, step.step_no, sub_account_id, service_name, billing_currency, amount, charge_count
    FROM cell
    JOIN step ON step.source_no = cell.source_no AND step.step_no = cell.step_no + 1
),
pair AS (
    SELECT
        source_no, step_no, billing_currency, sub_account_id, service_name,
        coalesce(sum(amount) FILTER (WHERE side = 0), CAST(0 AS DECIMAL(38,12))) AS amount,
        coalesce(sum(amount) FILTER (WHERE side = 1), CAST(0 AS DECIMAL(38,12))) AS previous,
        coalesce(sum(charge_count) FILTER (WHERE side = 0), 0) AS charge_count,
        coalesce(sum(charge_count) FILTER (WHERE side = 1), 0) AS previous_count
    FROM side
    GROUP BY source_no, step_no, billing_currency, sub_account_id, service_name
),
changed AS (
    SELECT
        *,
        CASE
            WHEN previous_count = 0 THEN 'added'
            WHEN charge_count = 0 THEN 'removed'
            ELSE 'changed'
        END AS change,
        row_number() OVER (
            PARTITION BY source_no, step_no, billing_currency
            ORDER BY abs(amount - previous) DESC, service_name NULLS LAST, sub_account_id NULLS LAST
        ) AS place
    FROM pair
    WHERE amount <> previous OR charge_count <> previous_count
),
change_total AS (
    SELECT source_no, step_no, billing_currency, count(*) AS change_count
    FROM changed
    GROUP BY source_no, step_no, billing_currency
),
total AS (
    SELECT
        source_no, step_no, billing_currency,
        sum(amount) AS amount, sum(previous) AS previous,
        sum(charge_count) AS charge_count, sum(previous_count) AS previous_count
    FROM pair
    GROUP BY source_no, step_no, billing_currency
),
answer AS (
    SELECT
        0 AS kind, total.source_no AS source_no, total.step_no AS step_no, total.billing_currency AS billing_currency,
        CAST(NULL AS VARCHAR) AS change, CAST(NULL AS VARCHAR) AS sub_account_id, CAST(NULL AS VARCHAR) AS service_name,
        amount, previous, charge_count, previous_count, coalesce(change_count, 0) AS change_count, 0 AS place
    FROM total
    LEFT JOIN change_total
        ON change_total.source_no = total.source_no
        AND change_total.step_no = total.step_no
        AND change_total.billing_currency = total.billing_currency
    UNION ALL
    SELECT
        1 AS kind, source_no, step_no, billing_currency, change, sub_account_id, service_name,
        amount, previous, charge_count, previous_count, 0 AS change_count, place
    FROM changed
    WHERE place <= {{limit}}
)
SELECT
    kind,
    source_no,
    step_no,
    billing_currency,
    change,
    sub_account_id,
    service_name,
    amount,
    previous,
    amount - previous AS delta,
    CAST(charge_count AS BIGINT) AS charge_count,
    CAST(previous_count AS BIGINT) AS previous_charge_count,
    CAST(change_count AS BIGINT) AS change_count
FROM answer
ORDER BY source_no, step_no, billing_currency, kind, place;
