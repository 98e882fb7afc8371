-- cost_convert: what each group costs in one currency. Costs are summed up by the day that chooses their rate, then converted,
-- then summed up again and rounded: the rounding comes last.
-- {{cells}}   cost_cell, with rate_day
-- {{names}}   their columns that stay: side, keys, step, unit
-- {{sums}}    what is added up without being converted, with commas in front
-- {{rates}}   (currency, rate_day, rate): what one unit of the currency is in the wanted one
-- {{target}}  the wanted currency
-- Where one of the rates is missing the sum is not known: it is NULL, never a sum of the rest, and no rate is taken to be 1. Nothing
-- is nothing in every currency, and needs no rate.
-- A cost is multiplied in two parts, because whole units with 15 decimals of a rate still leave room for 23 digits.
SELECT
    {{names}},
    CAST({{target}} AS VARCHAR) AS billing_currency,
    CASE
        WHEN count(CASE WHEN rate IS NULL AND is_something THEN 1 END) = 0
            THEN CAST(coalesce(sum(CAST(whole * rate AS DECIMAL(38,15)) + CAST(part * rate AS DECIMAL(38,15))), 0) AS DECIMAL(38,12))
    END AS amount{{sums}}
FROM (
    SELECT
        cell.*, rate.rate AS rate,
        amount <> 0 AS is_something,
        CAST(amount AS DECIMAL(38,0)) AS whole,
        CAST(amount - CAST(amount AS DECIMAL(38,0)) AS DECIMAL(13,12)) AS part
    FROM (
{{cells}}
    ) AS cell
    LEFT JOIN {{rates}} AS rate ON rate.currency = cell.billing_currency AND rate.rate_day = cell.rate_day
) AS priced
GROUP BY {{names}}
