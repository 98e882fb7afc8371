-- cube_select: the rows of a cube.
-- {{columns}} date and text columns
-- {{metric}}  the cost
-- {{from}}    the rollup
-- {{limit}}   nothing, or a LIMIT: more rows are too many in any case
SELECT
    {{columns}},
    micro_cost(sum({{metric}}_micro)) AS {{metric}}_micro,
    rest_cost(sum({{metric}}_rest)) AS {{metric}}_rest,
    CAST(sum(charge_count) AS BIGINT) AS charge_count
FROM {{from}} AS fact
GROUP BY {{columns}}
ORDER BY {{columns}}{{limit}}
