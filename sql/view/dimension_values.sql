-- dimension_values: the values of one dimension, with what they cost in each currency.
-- {{value}}   the column, or a tag's value   {{label}}  the name that belongs to an id, or NULL
-- {{amount}}  the exact sum of the metric   {{count}}  number of charges
-- {{from}}, {{joins}}, {{date}}, {{start}}, {{end}}, {{filter}}  as in cost_cell
-- {{day}}     the day of a charge's use
-- {{search}}  condition on value and label
-- {{offset}}, {{limit}}  values on earlier pages, and values of this one
-- Costs in different currencies cannot be compared; a value's place is the best one that it has in any currency.
WITH cell AS (
    SELECT
        {{value}} AS value,
        min({{label}}) AS label,
        billing_currency,
        {{count}} AS charge_count,
        min({{day}}) AS first_charge_date,
        max({{day}}) AS last_charge_date,
        {{amount}} AS amount
    FROM {{from}} AS fact{{joins}}
    WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
    GROUP BY {{value}}, billing_currency
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY billing_currency ORDER BY amount DESC, value NULLS LAST) AS place
    FROM cell
    WHERE {{search}}
),
summed AS (
    SELECT
        value,
        min(label) OVER (PARTITION BY value) AS label,
        CAST(sum(charge_count) OVER (PARTITION BY value) AS BIGINT) AS charge_count,
        min(first_charge_date) OVER (PARTITION BY value) AS first_charge_date,
        max(last_charge_date) OVER (PARTITION BY value) AS last_charge_date,
        billing_currency,
        amount,
        min(place) OVER (PARTITION BY value) AS place
    FROM placed
),
numbered AS (
    SELECT *, dense_rank() OVER (ORDER BY place, value NULLS LAST) AS number FROM summed
)
SELECT value, label, charge_count, first_charge_date, last_charge_date, billing_currency, amount, number
FROM numbered
WHERE number > {{offset}} AND number <= {{offset}} + {{limit}}
ORDER BY number, billing_currency
