-- cube_estimate: about how many rows a cube would have, found without the memory that making it takes.
-- {{columns}} date and text columns   {{from}}  the rollup
SELECT approx_count_distinct(ROW({{columns}})) FROM {{from}}
