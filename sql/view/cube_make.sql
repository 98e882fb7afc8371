-- cube_make: a rollup with only the columns that some question asks for, kept in memory for as long as the data version is
-- the current one. Its sums are exact: a rest is far below 1e-6, so a million of them still fit.
-- {{name}}    name of the cube
-- {{columns}} date and text columns
-- {{metric}}  the cost
-- {{from}}    the rollup
CREATE TABLE {{name}} AS
SELECT
    {{columns}},
    as_micro(sum({{metric}}_micro)) AS {{metric}}_micro,
    as_rest(sum({{metric}}_rest)) AS {{metric}}_rest,
    CAST(sum(charge_count) AS BIGINT) AS charge_count
FROM {{from}} AS fact
GROUP BY {{columns}}
ORDER BY {{columns}}
