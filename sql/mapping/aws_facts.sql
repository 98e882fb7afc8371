-- aws_facts: what must be known about the whole AWS delivery before a row can be read, and its control total.
-- {{is_net}}  true when the net columns are filled: discounts are inside them
-- The blended cost is not read: it averages across the organisation and is nobody's cost.
-- reads: bill_payer_account_id!, bill_payer_account_name, bill_billing_period_start_date!, bill_invoice_id
-- reads: bill_invoicing_entity, bill_billing_entity, identity_line_item_id
-- reads: line_item_line_item_type!, line_item_unblended_cost!, line_item_currency_code$, line_item_usage_start_date!
-- reads: line_item_usage_end_date, line_item_usage_account_id, line_item_usage_account_name, line_item_product_code
-- reads: line_item_usage_type, line_item_operation, line_item_availability_zone, line_item_resource_id
-- reads: line_item_usage_amount, line_item_normalized_usage_amount, line_item_net_unblended_cost
-- reads: line_item_line_item_description, line_item_legal_entity, product_product_family, product_sku
-- reads: pricing_public_on_demand_cost, pricing_public_on_demand_rate, pricing_unit, pricing_term, pricing_rate_code
-- reads: pricing_rate_id, reservation_reservation_a_r_n, reservation_subscription_id, reservation_effective_cost
-- reads: reservation_unused_amortized_upfront_fee_for_billing_period, reservation_unused_recurring_fee
-- reads: reservation_unused_quantity, reservation_net_effective_cost, reservation_net_unused_recurring_fee
-- reads: reservation_net_unused_amortized_upfront_fee_for_billing_period, savings_plan_savings_plan_a_r_n
-- reads: savings_plan_savings_plan_effective_cost, savings_plan_net_savings_plan_effective_cost
-- reads: savings_plan_total_commitment_to_date, savings_plan_used_commitment, split_line_item_parent_resource_id

-- One row per combination of what the rules depend on; few rows, whatever the size of the bill.
-- step: facts item
CREATE TEMP VIEW aws_item AS
SELECT
    *,
    coalesce(savings_plan_savings_plan_a_r_n, reservation_reservation_a_r_n) AS commitment_id,
    CASE
        WHEN split_line_item_parent_resource_id IS NOT NULL
            OR line_item_operation IN ('EKSPod-EC2', 'ECSTask-EC2') THEN 'Split'
        WHEN line_item_line_item_type = 'Fee' AND reservation_reservation_a_r_n IS NOT NULL THEN 'FeeOfReservation'
        WHEN line_item_line_item_type = 'Fee' AND (
            line_item_product_code ILIKE '%support%' OR bill_billing_entity = 'AWS Marketplace') THEN 'FeeRecurring'
        -- A refund of a commitment takes back a purchase. A service credit for a broken promise (SLA) does not.
        WHEN line_item_line_item_type = 'Refund' AND (
            coalesce(savings_plan_savings_plan_a_r_n, reservation_reservation_a_r_n) IS NOT NULL
            OR line_item_product_code = 'ComputeSavingsPlans'
            OR line_item_line_item_description ILIKE '%refund%one-time fee%')
            AND coalesce(line_item_line_item_description NOT ILIKE '%service credit%', true) THEN 'RefundOfCommitment'
        ELSE line_item_line_item_type
    END AS item_type
FROM line

-- step: facts group
CREATE TEMP TABLE aws_group AS
SELECT
    item_type,
    line_item_currency_code AS billing_currency,
    bill_billing_period_start_date AS period,
    line_item_usage_account_id AS account_id,
    commitment_id,
    CAST(count(*) AS BIGINT) AS row_count,
    count(line_item_net_unblended_cost) AS net_count,
    coalesce(sum(money(line_item_unblended_cost)), 0) AS gross,
    coalesce(sum(money_rest(line_item_unblended_cost)), 0) AS gross_rest,
    coalesce(sum(money(line_item_net_unblended_cost)), 0) AS net,
    coalesce(sum(money_rest(line_item_net_unblended_cost)), 0) AS net_rest,
    coalesce(sum(money(line_item_unblended_cost)) FILTER (WHERE line_item_net_unblended_cost IS NULL), 0) AS bare,
    coalesce(sum(money_rest(line_item_unblended_cost)) FILTER (WHERE line_item_net_unblended_cost IS NULL), 0) AS bare_rest
FROM aws_item
GROUP BY item_type, billing_currency, period, account_id, commitment_id

-- Net mode: the net column is filled somewhere, so discounts are inside it, and discount rows repeat them.
-- step: values mode
SELECT coalesce(sum(net_count) > 0, false) AS is_net FROM aws_group

-- step: values discount
SELECT count(*) > 0 AS has_discount
FROM aws_group JOIN ref_aws_item USING (item_type)
WHERE is_discount AND NOT {{is_net}}

-- The cost basis B: what the invoice counts for the row.
-- step: facts basis
CREATE TEMP TABLE aws_basis AS
SELECT
    g.*,
    rule.item_type IS NOT NULL AS is_known,
    coalesce(rule.is_discount, false) AS is_discount,
    rule.drop_rule,
    CASE WHEN NOT {{is_net}} THEN gross WHEN rule.is_discount THEN net ELSE net + bare END AS basis,
    CASE WHEN NOT {{is_net}} THEN gross_rest WHEN rule.is_discount THEN net_rest ELSE net_rest + bare_rest END AS basis_rest
FROM aws_group AS g
LEFT JOIN (SELECT DISTINCT item_type, is_discount, drop_rule FROM ref_aws_item) AS rule USING (item_type)

-- step: control total
SELECT
    billing_currency,
    CAST(sum(basis) AS DECIMAL(38,12)) AS cost,
    exact_text(CAST(sum(basis) AS DECIMAL(38,12)), CAST(sum(basis_rest) AS DECIMAL(38,30))) AS exact_cost,
    CAST(sum(row_count) AS BIGINT) AS row_count
FROM aws_basis
GROUP BY billing_currency
ORDER BY billing_currency

-- ---- discounts in rows of their own: folded into the rows that they belong to ----

-- step: facts discount
CREATE TEMP TABLE aws_discount (
    sys_file_no BIGINT, sys_row_no BIGINT, discount_no BIGINT, amount DECIMAL(38,12), billing_currency VARCHAR,
    account_id VARCHAR, product_code VARCHAR, usage_type VARCHAR, operation VARCHAR,
    period_start TIMESTAMP, period_end TIMESTAMP
)

-- step: facts discount_rows when has_discount
INSERT INTO aws_discount
SELECT
    sys_file_no, sys_row_no,
    dense_rank() OVER (ORDER BY line_item_currency_code, line_item_usage_account_id, line_item_product_code,
        line_item_usage_type, line_item_operation, moment(line_item_usage_start_date), moment_end(line_item_usage_end_date)),
    money(line_item_unblended_cost), line_item_currency_code,
    line_item_usage_account_id, line_item_product_code, line_item_usage_type, line_item_operation,
    moment(line_item_usage_start_date), moment_end(line_item_usage_end_date)
FROM aws_item JOIN ref_aws_item USING (item_type)
WHERE is_discount AND money(line_item_unblended_cost) IS NOT NULL

-- Every row that a discount applies to, with its cost.
-- step: facts target
CREATE TEMP TABLE aws_target (
    sys_file_no BIGINT, sys_row_no BIGINT, discount_no BIGINT, cost DECIMAL(38,12), commitment_id VARCHAR, period VARCHAR
)

-- step: facts target_rows when has_discount
INSERT INTO aws_target
SELECT item.sys_file_no, item.sys_row_no, d.discount_no, money(item.line_item_unblended_cost),
    CASE WHEN rule.coverage = 'covering' THEN item.commitment_id END, item.bill_billing_period_start_date
FROM aws_item AS item
JOIN ref_aws_item AS rule ON rule.item_type = item.item_type AND rule.takes_discount AND rule.part_no = 1
JOIN (SELECT DISTINCT discount_no, billing_currency, account_id, product_code, usage_type, operation, period_start, period_end
      FROM aws_discount) AS d
    ON d.billing_currency IS NOT DISTINCT FROM item.line_item_currency_code
    AND d.account_id IS NOT DISTINCT FROM item.line_item_usage_account_id
    AND d.product_code IS NOT DISTINCT FROM item.line_item_product_code
    AND d.usage_type IS NOT DISTINCT FROM item.line_item_usage_type
    AND d.operation IS NOT DISTINCT FROM item.line_item_operation
    AND moment(item.line_item_usage_start_date) >= d.period_start
    AND moment_end(item.line_item_usage_end_date) <= d.period_end
WHERE money(item.line_item_unblended_cost) > 0

-- In proportion to the cost; what rounding to 12 decimals leaves over goes one unit each to the dearest rows.
-- step: facts fold
CREATE TEMP TABLE aws_fold AS
WITH amount AS (
    SELECT discount_no, sum(amount) AS amount FROM aws_discount GROUP BY discount_no
),
share AS (
    SELECT
        t.*, a.amount,
        money_share(a.amount, t.cost, CAST(sum(t.cost) OVER (PARTITION BY t.discount_no) AS DECIMAL(38,12))) AS part
    FROM aws_target AS t JOIN amount AS a USING (discount_no)
),
left_over AS (
    SELECT *,
        CAST(amount - sum(part) OVER (PARTITION BY discount_no) AS DECIMAL(38,12)) AS missing,
        row_number() OVER (PARTITION BY discount_no ORDER BY cost DESC, sys_file_no, sys_row_no) AS place
    FROM share
)
SELECT
    sys_file_no, sys_row_no, min(commitment_id) AS commitment_id, min(period) AS period,
    CAST(sum(part + CASE
        WHEN missing > 0 AND place <= CAST(missing * 1000000000000 AS BIGINT) THEN 0.000000000001
        WHEN missing < 0 AND place <= CAST(-missing * 1000000000000 AS BIGINT) THEN -0.000000000001
        ELSE 0 END) AS DECIMAL(38,12)) AS amount
FROM left_over
GROUP BY sys_file_no, sys_row_no

-- Discount rows whose whole amount went into other rows.
-- step: facts folded
CREATE TEMP TABLE aws_folded AS
SELECT d.sys_file_no, d.sys_row_no, d.amount, d.billing_currency
FROM aws_discount AS d
WHERE d.discount_no IN (SELECT discount_no FROM aws_target)

-- ---- commitments ----

-- What was paid for a commitment's fee, of what it costs before discounts.
-- step: facts fee
CREATE TEMP TABLE aws_fee AS
WITH fold AS (
    SELECT commitment_id, period, sum(amount) AS amount FROM aws_fold GROUP BY commitment_id, period
),
fee AS (
    SELECT commitment_id, period, sum(basis) AS basis, sum(gross) AS gross
    FROM aws_basis
    WHERE item_type IN ('SavingsPlanRecurringFee', 'RIFee') AND commitment_id IS NOT NULL
    GROUP BY commitment_id, period
)
SELECT
    fee.commitment_id, fee.period,
    CAST(fee.basis + coalesce(fold.amount, 0) AS DECIMAL(38,12)) AS paid,
    CAST(fee.gross AS DECIMAL(38,12)) AS gross
FROM fee LEFT JOIN fold USING (commitment_id, period)
WHERE fee.gross <> 0 AND fee.gross <> fee.basis + coalesce(fold.amount, 0)

-- Covered usage and its negations must cancel out; what does not is a charge of its own, so that no money is lost.
-- step: facts residual
CREATE TEMP TABLE aws_residual AS
SELECT
    billing_currency, period, account_id, commitment_id,
    CASE WHEN item_type = 'DiscountedUsage' THEN 'DiscountedUsageResidual' ELSE 'SavingsPlanNegationResidual' END AS subtype,
    CAST(sum(basis) AS DECIMAL(38,12)) AS cost
FROM aws_basis
WHERE item_type IN ('SavingsPlanCoveredUsage', 'SavingsPlanNegation', 'DiscountedUsage')
GROUP BY billing_currency, period, account_id, commitment_id, subtype
HAVING sum(basis) <> 0

-- step: values residual
SELECT count(*) > 0 AS has_residual FROM aws_residual

-- Such a charge is cut by day and product, so that days and services keep adding up to what was billed; it stands on the
-- first row of its kind.
-- step: facts residual_row
CREATE TEMP TABLE aws_residual_row (
    billing_currency VARCHAR, period VARCHAR, account_id VARCHAR, subtype VARCHAR,
    service VARCHAR, product_code VARCHAR, start_time TIMESTAMP, billing_account_id VARCHAR,
    sys_file_no BIGINT, sys_row_no BIGINT, cost DECIMAL(38,12)
)

-- step: facts residual_rows when has_residual
INSERT INTO aws_residual_row
WITH part AS (
    SELECT
        line_item_currency_code AS billing_currency, bill_billing_period_start_date AS period,
        line_item_usage_account_id AS account_id, commitment_id,
        CASE WHEN item_type = 'DiscountedUsage' THEN 'DiscountedUsageResidual' ELSE 'SavingsPlanNegationResidual' END AS subtype,
        coalesce(product_name, line_item_product_code, 'Unknown') AS service,
        line_item_product_code AS product_code,
        date_trunc('day', moment(line_item_usage_start_date)) AS day,
        min(moment(line_item_usage_start_date)) AS start_time,
        min(bill_payer_account_id) AS billing_account_id,
        min(sys_file_no) AS sys_file_no,
        arg_min(sys_row_no, sys_file_no * 1099511627776 + sys_row_no) AS sys_row_no,
        CAST(sum(coalesce(CASE WHEN {{is_net}} THEN money(line_item_net_unblended_cost) END, money(line_item_unblended_cost)))
            AS DECIMAL(38,12)) AS cost
    FROM aws_item
    WHERE item_type IN ('SavingsPlanCoveredUsage', 'SavingsPlanNegation', 'DiscountedUsage')
    GROUP BY ALL
)
SELECT part.* EXCLUDE (commitment_id, day, cost, start_time, billing_account_id, sys_file_no, sys_row_no),
    part.start_time, part.billing_account_id, part.sys_file_no, part.sys_row_no, part.cost
FROM part
JOIN aws_residual AS residual
    ON residual.subtype = part.subtype
    AND residual.billing_currency IS NOT DISTINCT FROM part.billing_currency
    AND residual.period IS NOT DISTINCT FROM part.period
    AND residual.account_id IS NOT DISTINCT FROM part.account_id
    AND residual.commitment_id IS NOT DISTINCT FROM part.commitment_id
WHERE part.cost <> 0

-- step: drops rules
SELECT drop_rule AS rule, billing_currency, CAST(sum(basis) AS DECIMAL(38,12)) AS cost, CAST(sum(row_count) AS BIGINT) AS row_count
FROM aws_basis
WHERE drop_rule IS NOT NULL
GROUP BY rule, billing_currency
UNION ALL
SELECT 'AWS-FOLD', billing_currency, CAST(sum(amount) AS DECIMAL(38,12)), CAST(count(*) AS BIGINT)
FROM aws_folded
GROUP BY billing_currency
ORDER BY rule, billing_currency

-- step: messages facts
SELECT 'hold' AS level, 'AWS-TYPE' AS rule,
    'line item type ' || coalesce('''' || item_type || '''', '(empty)') || ' is not known: '
        || CAST(sum(row_count) AS VARCHAR) || ' rows, ' || CAST(sum(basis) AS VARCHAR) || ' '
        || coalesce(billing_currency, '') AS text
FROM aws_basis
WHERE NOT is_known
GROUP BY item_type, billing_currency
UNION ALL
SELECT 'hold', 'AWS-NET',
    'account ' || coalesce(account_id, '(none)') || ': discount rows and net costs disagree, unblended '
        || CAST(sum(gross) AS VARCHAR) || ', net ' || CAST(sum(basis) AS VARCHAR) || ' ' || coalesce(billing_currency, '')
FROM aws_basis
WHERE {{is_net}}
GROUP BY account_id, billing_currency
HAVING count(*) FILTER (WHERE is_discount) > 0 AND abs(sum(gross) - sum(basis)) > 0.01
UNION ALL
SELECT 'warning', 'AWS-NEG',
    coalesce(commitment_id, '(no id)') || ', account ' || coalesce(account_id, '(none)')
        || ': covered usage and its negation differ by ' || CAST(cost AS VARCHAR) || ' ' || coalesce(billing_currency, '')
        || '; kept as an adjustment'
FROM aws_residual
WHERE abs(cost) > 0.01
ORDER BY level, rule, text
