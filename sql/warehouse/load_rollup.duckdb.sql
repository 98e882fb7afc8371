-- load_rollup: what is loaded into cost_daily, cost_overview or cost_monthly: the two parts of a cost become whole numbers.
-- Widened first, since the product of a large cost would not fit DECIMAL(18).
-- {{path}}  quoted path of the rollup's file
SELECT
    * EXCLUDE (file_row_number) REPLACE (
        CAST(CAST(billed_cost_micro AS DECIMAL(38,6)) * 1000000 AS BIGINT) AS billed_cost_micro,
        CAST(CAST(billed_cost_rest AS DECIMAL(38,12)) * 1000000000000 AS BIGINT) AS billed_cost_rest,
        CAST(CAST(effective_cost_micro AS DECIMAL(38,6)) * 1000000 AS BIGINT) AS effective_cost_micro,
        CAST(CAST(effective_cost_rest AS DECIMAL(38,12)) * 1000000000000 AS BIGINT) AS effective_cost_rest,
        CAST(CAST(list_cost_micro AS DECIMAL(38,6)) * 1000000 AS BIGINT) AS list_cost_micro,
        CAST(CAST(list_cost_rest AS DECIMAL(38,12)) * 1000000000000 AS BIGINT) AS list_cost_rest,
        CAST(CAST(contracted_cost_micro AS DECIMAL(38,6)) * 1000000 AS BIGINT) AS contracted_cost_micro,
        CAST(CAST(contracted_cost_rest AS DECIMAL(38,12)) * 1000000000000 AS BIGINT) AS contracted_cost_rest
    ),
    CAST(file_row_number + 1 AS BIGINT) AS sys_row_no
FROM read_parquet({{path}}, file_row_number = true)
