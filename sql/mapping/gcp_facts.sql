-- gcp_facts: what the rows of a Google Cloud bill are; their credits; what its commitments cost and cover; and the control total:
-- all costs and all credits of all rows. Reads gcp_line, which gcp_export and focus_gcp_view make.
-- What each credit does. Old exports have no type, but the name says it.
--   fold       part of the price: it makes the row cheaper          credit   a charge of its own
--   coverage   the share of the row that a commitment paid for      offset   the part of a commitment's fee that was used
-- step: facts credit
CREATE TEMP TABLE gcp_credit AS
WITH listed AS (
    SELECT sys_file_no, sys_row_no, currency,
        from_json(record_list(credits), '[{"type":"VARCHAR","name":"VARCHAR","full_name":"VARCHAR","id":"VARCHAR","amount":"VARCHAR"}]')
            AS credits
    FROM gcp_line
    WHERE credits IS NOT NULL AND credits <> '[]'
),
credit AS (
    SELECT sys_file_no, sys_row_no, currency, unnest(range(1, len(credits) + 1)) AS credit_no, unnest(credits) AS credit
    FROM listed
),
typed AS (
    SELECT sys_file_no, sys_row_no, currency, credit_no, credit.name, nullif(credit.full_name, '') AS full_name,
        nullif(credit.id, '') AS credit_id,
        credit.amount AS amount_text, money(credit.amount) AS amount, money_rest(credit.amount) AS rest,
        upper(replace(coalesce(nullif(credit.type, ''), credit.name, ''), ' ', '_')) AS credit_type
    FROM credit
)
SELECT *,
    CASE
        WHEN credit_type IN ('FREE_TIER', 'SUBSCRIPTION_BENEFIT', 'RESELLER_MARGIN') THEN 'fold'
        WHEN starts_with(credit_type, 'SUSTAINED_US') THEN 'fold'
        WHEN starts_with(credit_type, 'COMMITTED_US') THEN 'coverage'
        WHEN credit_type = 'FEE_UTILIZATION_OFFSET' THEN 'offset'
        ELSE 'credit'
    END AS effect
FROM typed
WHERE amount IS DISTINCT FROM 0

-- step: facts row_credit
CREATE TEMP TABLE gcp_row_credit AS
SELECT sys_file_no, sys_row_no,
    coalesce(sum(amount) FILTER (WHERE effect = 'fold'), 0) AS fold,
    coalesce(sum(amount) FILTER (WHERE effect = 'coverage'), 0) AS coverage,
    coalesce(sum(amount) FILTER (WHERE effect = 'offset'), 0) AS fee_offset,
    count(*) FILTER (WHERE amount IS NULL) AS bad_count
FROM gcp_credit
GROUP BY sys_file_no, sys_row_no

-- What each row is: usage, fee (of a commitment), subscription, support, tax, adjustment, rounding or unknown.
-- step: facts row
CREATE TEMP VIEW gcp_row AS
SELECT line.*,
    coalesce(fold, 0) AS fold, coalesce(coverage, 0) AS coverage, coalesce(fee_offset, 0) AS fee_offset,
    coalesce(bad_count, 0) AS bad_count,
    gcp_time(usage_start_time) AS start_time,
    CAST(try_strptime(invoice_month || '01', '%Y%m%d') AS TIMESTAMP) AS month,
    CASE
        WHEN cost_type = 'tax' THEN 'tax'
        WHEN cost_type = 'adjustment' THEN 'adjustment'
        WHEN cost_type IN ('rounding_error', 'roundoff') THEN 'rounding'
        WHEN cost_type <> 'regular' THEN 'unknown'
        WHEN starts_with(lower(sku_name), 'commitment') OR fee_offset <> 0 THEN 'fee'
        WHEN contains(lower(service_name), 'support') THEN 'support'
        WHEN starts_with(transaction_type, 'THIRD_PARTY') AND subscription_id IS NOT NULL THEN 'subscription'
        ELSE 'usage'
    END AS kind,
    lower(coalesce(model_name, model_id, 'default')) NOT IN ('default', '') AS has_model
FROM gcp_line AS line
LEFT JOIN gcp_row_credit AS credit ON credit.sys_file_no = line.sys_file_no AND credit.sys_row_no = line.sys_row_no

-- Commitments of the new kind: usage is priced under a consumption model, and the fee carries an offset of what was used. Only
-- where the two cancel out, within 1 %, the money can be moved from the usage to the fee; else it stays where Google put it.
-- step: facts model
CREATE TEMP TABLE gcp_model AS
WITH total AS (
    SELECT billing_account_id, currency, month,
        coalesce(sum(cost + fold + coverage) FILTER (WHERE kind = 'usage' AND has_model), 0) AS used,
        coalesce(sum(fee_offset), 0) AS fee_offset,
        min(subscription_id) FILTER (WHERE kind = 'fee' AND fee_offset <> 0) AS subscription_id,
        min({'file_no': sys_file_no, 'row_no': sys_row_no}) FILTER (WHERE kind = 'fee' AND fee_offset <> 0) AS place
    FROM gcp_row
    WHERE fee_offset <> 0 OR has_model
    GROUP BY billing_account_id, currency, month
)
SELECT *, used + fee_offset AS residual,
    fee_offset < 0 AND abs(used + fee_offset) <= greatest(0.01, greatest(used, -fee_offset) / 100) AS is_covered
FROM total

-- Commitments of the old kind, per day: the fee, and the value at list that it covers, if the configuration knows it.
-- step: facts size
CREATE TEMP TABLE gcp_size AS
SELECT lower(trim(split_part(item, '=', 1))) AS name, money(trim(split_part(item, '=', 2))) AS size
FROM (SELECT unnest(string_split(value, ',')) AS item FROM setting WHERE name = 'gcp_commitment' AND value IS NOT NULL)

-- step: facts fee
CREATE TEMP TABLE gcp_fee AS
SELECT sys_file_no, sys_row_no, billing_account_id, currency, CAST(start_time AS DATE) AS day,
    gcp_family(sku_name) AS family,
    coalesce(subscription_id, concat_ws('/', gcp_family(sku_name), location_region)) AS commitment_id,
    location_region, cost + fold + coverage AS fee
FROM gcp_row
WHERE kind = 'fee' AND fee_offset = 0 AND cost IS NOT NULL

-- Which commitment each credit is of: the one that it names, else one of the same family, best in the same region.
-- step: facts covering
CREATE TEMP TABLE gcp_covering AS
WITH pool AS (
    SELECT billing_account_id, currency, day, commitment_id, min(family) AS family, min(location_region) AS region
    FROM gcp_fee
    GROUP BY billing_account_id, currency, day, commitment_id
),
coverage AS (
    SELECT credit.sys_file_no, credit.sys_row_no, credit.credit_no, credit.credit_id, credit.full_name, credit.amount,
        line.billing_account_id, line.currency, CAST(line.start_time AS DATE) AS day, line.location_region,
        CASE WHEN gcp_family(credit.credit_type || ' ' || coalesce(credit.name, '')) = 'other' THEN gcp_family(line.sku_name)
            ELSE gcp_family(credit.credit_type || ' ' || coalesce(credit.name, '')) END AS family
    FROM gcp_credit AS credit
    JOIN gcp_row AS line ON line.sys_file_no = credit.sys_file_no AND line.sys_row_no = credit.sys_row_no
    WHERE credit.effect = 'coverage' AND credit.amount < 0 AND line.kind = 'usage' AND line.cost > 0
)
SELECT coverage.sys_file_no, coverage.sys_row_no, coverage.credit_no, coverage.amount, coverage.family, coverage.billing_account_id,
    coverage.currency, coverage.day, pool.commitment_id,
    coalesce(pool.commitment_id, credit_id, full_name, concat_ws('/', coverage.family, location_region)) AS commitment_name
FROM coverage
LEFT JOIN pool ON pool.billing_account_id = coverage.billing_account_id AND pool.currency = coverage.currency
    AND pool.day = coverage.day
    AND (pool.commitment_id IN (coverage.credit_id, coverage.full_name) OR pool.family = coverage.family)
QUALIFY row_number() OVER (PARTITION BY coverage.sys_file_no, coverage.sys_row_no, coverage.credit_no
    ORDER BY pool.commitment_id NOT IN (coalesce(credit_id, ''), coalesce(full_name, '')),
        pool.region IS DISTINCT FROM location_region, pool.region IS NOT NULL, pool.commitment_id) = 1

-- step: facts pool
CREATE TEMP TABLE gcp_pool AS
WITH fee AS (
    SELECT billing_account_id, currency, day, commitment_id, min(family) AS family, sum(fee) AS fee,
        min({'file_no': sys_file_no, 'row_no': sys_row_no}) AS place
    FROM gcp_fee
    GROUP BY billing_account_id, currency, day, commitment_id
),
used AS (
    SELECT billing_account_id, currency, day, commitment_id, -sum(amount) AS covered
    FROM gcp_covering
    WHERE commitment_id IS NOT NULL
    GROUP BY billing_account_id, currency, day, commitment_id
),
sized AS (
    SELECT fee.*, coalesce(used.covered, 0) AS covered,
        (SELECT min(size) FROM gcp_size WHERE name IN (lower(fee.commitment_id), fee.family)) AS size
    FROM fee
    LEFT JOIN used ON used.billing_account_id = fee.billing_account_id AND used.currency = fee.currency AND used.day = fee.day
        AND used.commitment_id = fee.commitment_id
)
SELECT *,
    CAST(CASE
        WHEN covered = 0 THEN 0
        WHEN size > covered THEN money_share(CAST(fee AS DECIMAL(38,12)), CAST(covered AS DECIMAL(38,12)), size)
        ELSE fee
    END AS DECIMAL(38,12)) AS used_fee
FROM sized

-- The used part of the fee, spread over what it covers: the running totals are rounded, so that the parts add up to it.
-- step: facts covered
CREATE TEMP TABLE gcp_covered AS
WITH running AS (
    SELECT covering.*, pool.used_fee, pool.covered, pool.size IS NULL AS is_estimated,
        CAST(-sum(amount) OVER (PARTITION BY covering.billing_account_id, covering.currency, covering.day, covering.commitment_id
            ORDER BY sys_file_no, sys_row_no, credit_no) AS DECIMAL(38,12)) AS until_now
    FROM gcp_covering AS covering
    LEFT JOIN gcp_pool AS pool ON pool.billing_account_id = covering.billing_account_id AND pool.currency = covering.currency
        AND pool.day = covering.day AND pool.commitment_id = covering.commitment_id
)
SELECT sys_file_no, sys_row_no, min(commitment_name) AS commitment_name, min(family) AS family,
    bool_or(is_estimated) AS is_estimated,
    coalesce(sum(money_share(used_fee, until_now, CAST(covered AS DECIMAL(38,12)))
        - money_share(used_fee, CAST(until_now + amount AS DECIMAL(38,12)), CAST(covered AS DECIMAL(38,12)))), 0) AS effective
FROM running
GROUP BY sys_file_no, sys_row_no

-- One row per combination of what the rules depend on.
-- step: facts group
CREATE TEMP TABLE gcp_group AS
SELECT currency, cost_type, pricing_unit, CAST(count(*) AS BIGINT) AS row_count, max(total_rows) AS total_rows,
    coalesce(sum(cost), 0) AS cost, coalesce(sum(money_rest(cost_text)), 0) AS rest
FROM gcp_line
GROUP BY ALL

-- step: control total
WITH part AS (
    SELECT currency, cost, rest, row_count FROM gcp_group
    UNION ALL
    SELECT currency, amount, rest, 0 FROM gcp_credit WHERE amount IS NOT NULL
)
SELECT currency AS billing_currency,
    CAST(sum(cost) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(sum(cost) AS DECIMAL(38,12)), CAST(sum(rest) AS DECIMAL(38,30))) AS exact_cost,
    CAST(sum(row_count) AS BIGINT) AS row_count
FROM part
GROUP BY currency
ORDER BY currency

-- step: messages facts
SELECT 'hold' AS level, 'GCP-TYPE' AS rule,
    'cost type ''' || cost_type || ''' is not known: ' || CAST(sum(row_count) AS VARCHAR) || ' rows' AS text
FROM gcp_group
WHERE cost_type NOT IN ('regular', 'tax', 'adjustment', 'rounding_error', 'roundoff')
GROUP BY cost_type
UNION ALL
SELECT 'hold', 'GCP-PAGES',
    'BigQuery found ' || CAST(CAST(max(total_rows) AS BIGINT) AS VARCHAR) || ' rows, but its answers hold '
        || CAST(sum(row_count) AS VARCHAR) || ': give all pages of one query together'
FROM gcp_group
HAVING sum(row_count) <> max(total_rows)
UNION ALL
SELECT 'warning', 'GCP-CREDIT',
    'credit type ''' || credit_type || ''' is not known; its ' || CAST(count(*) AS VARCHAR) || ' credits are charges of their own'
FROM gcp_credit
WHERE effect = 'credit' AND NOT starts_with(credit_type, 'PROMOTION') AND credit_type <> 'DISCOUNT'
GROUP BY credit_type
UNION ALL
SELECT 'warning', 'GCP-CUD-FEE',
    CAST(count(*) AS VARCHAR) || ' credits of commitments (' || CAST(sum(amount) AS VARCHAR) || ' ' || currency
        || ') have no fee on their day in this bill: what they cover has no effective cost'
FROM gcp_covering
WHERE commitment_id IS NULL
GROUP BY currency
UNION ALL
SELECT 'note', 'GCP-CUD-SIZE',
    'what ' || CAST(count(DISTINCT commitment_id) AS VARCHAR) || ' commitments cover is not known (see gcp_commitment): they count as '
        || 'wholly used, and their effective costs are estimated'
FROM gcp_pool
WHERE covered > 0 AND size IS NULL
HAVING count(*) > 0
UNION ALL
SELECT 'warning', 'GCP-CUD-OFFSET',
    'in ' || strftime(month, '%Y-%m') || ' usage under commitments (' || CAST(used AS VARCHAR) || ' ' || currency
        || ') and the offsets of their fees (' || CAST(fee_offset AS VARCHAR) || ') differ by more than 1 %: both stay billed as they are'
FROM gcp_model
WHERE NOT is_covered AND fee_offset <> 0
UNION ALL
SELECT 'warning', 'UNIT',
    'unit ''' || pricing_unit || ''' is not known and kept as it is: ' || CAST(sum(row_count) AS VARCHAR) || ' rows'
FROM gcp_group
WHERE lower(pricing_unit) NOT IN (SELECT unit_key FROM ref_unit)
GROUP BY pricing_unit
ORDER BY level, rule, text
