-- bill_rates: what the bills themselves say that one currency was in another, by billing month.
-- {{from}}  the charges
-- Where a month's charges name several rates, the one of most charges counts.
WITH said AS (
    SELECT pricing_currency, billing_currency, sys_billing_month, x_billing_exchange_rate AS rate, count(*) AS charge_count
    FROM {{from}} AS fact
    WHERE x_billing_exchange_rate > 0 AND pricing_currency <> billing_currency
    GROUP BY pricing_currency, billing_currency, sys_billing_month, x_billing_exchange_rate
),
placed AS (
    SELECT
        pricing_currency, billing_currency, sys_billing_month, rate,
        row_number() OVER (
            PARTITION BY pricing_currency, billing_currency, sys_billing_month ORDER BY charge_count DESC, rate
        ) AS place
    FROM said
)
SELECT pricing_currency, billing_currency, sys_billing_month, CAST(rate AS VARCHAR) AS rate
FROM placed
WHERE place = 1
ORDER BY pricing_currency, billing_currency, sys_billing_month
