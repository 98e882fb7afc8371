-- load_rollup: what is loaded into cost_daily, cost_overview or cost_monthly: the two parts of a cost become whole numbers.
-- {{path}}  quoted path of the rollup's file
SELECT
    * EXCLUDE (file_row_number) REPLACE (
        CAST(billed_cost_micro * 1000000 AS BIGINT) AS billed_cost_micro,
        CAST(billed_cost_rest * 1000000000000 AS BIGINT) AS billed_cost_rest,
        CAST(effective_cost_micro * 1000000 AS BIGINT) AS effective_cost_micro,
        CAST(effective_cost_rest * 1000000000000 AS BIGINT) AS effective_cost_rest,
        CAST(list_cost_micro * 1000000 AS BIGINT) AS list_cost_micro,
        CAST(list_cost_rest * 1000000000000 AS BIGINT) AS list_cost_rest,
        CAST(contracted_cost_micro * 1000000 AS BIGINT) AS contracted_cost_micro,
        CAST(contracted_cost_rest * 1000000000000 AS BIGINT) AS contracted_cost_rest
    ),
    CAST(file_row_number + 1 AS BIGINT) AS sys_row_no
FROM read_parquet({{path}}, file_row_number = true)
