-- cost_cell: what each group costs in each step of time, in one period.
-- {{side}}    0 the asked period, 1 the one it is compared with
-- {{keys}}    the group's columns as key_1 to key_4, NULL where there are fewer
-- {{step}}    first day of the step, NULL for a total
-- {{unit}}    consumed_unit for quantities, which cannot be added across units; else NULL
-- {{rate_day}}  the day whose exchange rate counts, NULL without conversion
-- {{amount}}  the exact sum of the metric
-- {{sums}}    further sums, each with a comma in front
-- {{from}}    the coarsest relation that has all this
-- {{joins}}   tags that are grouped by
-- {{date}}    the day that the period is about, {{start}} its first and {{end}} the first after it
-- {{filter}}  which charges count
-- {{group}}   the same columns as above, without those that are NULL
-- A currency is never added to another: it is always part of the group.
SELECT
    {{side}} AS side,
    {{keys}},
    {{step}} AS step,
    billing_currency,
    {{unit}} AS unit,
    {{rate_day}} AS rate_day,
    {{amount}} AS amount{{sums}}
FROM {{from}} AS fact{{joins}}
WHERE {{date}} >= {{start}} AND {{date}} < {{end}}{{filter}}
GROUP BY {{group}}billing_currency
