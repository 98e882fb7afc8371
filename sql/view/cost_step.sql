-- cost_step: the first day of every step of a period.
-- {{side}}   0 the asked period, 1 the one it is compared with
-- {{first}}  first day of the first step, {{end}} first day after the period
-- {{length}} length of a step
SELECT {{side}} AS side, CAST(day AS DATE) AS step
FROM generate_series({{first}}, {{end}} - 1, INTERVAL {{length}}) AS series(day)
