-- cost_pivot: what things cost as a tree of rows, each subtotal before what it consists of, beside the same by column.
-- {{cells}}   cost_cell, once or twice
-- {{row_1}}, {{row_2}}, {{row_3}}, {{row_4}}  the columns of {{cells}} that the rows go by, from the outside in; NULL where there are fewer
-- {{column_1}}, {{column_2}}  those that the columns go by, before time, which is the last; NULL where there are fewer
-- {{depth}}   how many levels the rows have
-- {{has_columns}}  whether there are columns at all
-- {{top}}     how many rows are shown below one: the largest; the rest is one row, is_other, below which nothing is shown
-- {{show}}    what stands in the cells: 0 the amount, 1 its part of the currency's total, 2 of its row, 3 of its column in that currency
-- {{column_top}}  how many columns are shown: the largest of any currency; the rest is one column
-- Rows of kind 0 are the columns, by their number; 1 the totals per currency and 2 the rows, each first with number 0, which is over
-- all columns, then with those columns where something was charged.
-- Currencies are never added up: each has its own tree. A subtotal is the sum of the charges below it, and so of the rows that are
-- shown below it. Rows and columns are ordered by their cost, the rest last; time by its day.
-- An amount is NULL only where a rate of exchange is missing (cost_convert), and then every sum with it is.
WITH cell AS MATERIALIZED (
    SELECT
        side, {{row_1}} AS row_1, {{row_2}} AS row_2, {{row_3}} AS row_3, {{row_4}} AS row_4,
        {{column_1}} AS column_1, {{column_2}} AS column_2, step, billing_currency, unit, amount
    FROM (
{{cells}}
    ) AS made
),
-- the columns: what each costs, and what the first and the second level of it cost together
column_sum AS (
    SELECT
        column_1, column_2, step, billing_currency, unit,
        CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount
    FROM cell
    WHERE side = 0 AND {{has_columns}}
    GROUP BY column_1, column_2, step, billing_currency, unit
),
column_level AS (
    SELECT
        column_1, column_2, step, billing_currency, unit, amount,
        CASE WHEN count(amount) OVER level_1 = count(*) OVER level_1 THEN sum(amount) OVER level_1 END AS amount_1,
        CASE WHEN count(amount) OVER level_2 = count(*) OVER level_2 THEN sum(amount) OVER level_2 END AS amount_2
    FROM column_sum
    WINDOW
        level_1 AS (PARTITION BY billing_currency, unit, column_1),
        level_2 AS (PARTITION BY billing_currency, unit, column_1, column_2)
),
column_place AS (
    SELECT
        column_1, column_2, step,
        dense_rank() OVER (PARTITION BY billing_currency, unit ORDER BY amount_1 DESC NULLS LAST, column_1 NULLS LAST) AS place_1,
        dense_rank() OVER (PARTITION BY billing_currency, unit, column_1 ORDER BY amount_2 DESC NULLS LAST, column_2 NULLS LAST)
            AS place_2,
        row_number() OVER (
            PARTITION BY billing_currency, unit
            ORDER BY amount DESC NULLS LAST, column_1 NULLS LAST, column_2 NULLS LAST, step NULLS LAST
        ) AS place
    FROM column_level
),
-- a column is as large as it is in the currency in which it is largest
column_best AS (
    SELECT
        column_1, column_2, step, place,
        min(place_1) OVER (PARTITION BY column_1) AS best_1,
        min(place_2) OVER (PARTITION BY column_1, column_2) AS best_2
    FROM column_place
),
column_list AS (
    SELECT column_1, column_2, step, min(place) AS place, min(best_1) AS best_1, min(best_2) AS best_2
    FROM column_best
    GROUP BY column_1, column_2, step
),
column_chosen AS (
    SELECT
        column_1, column_2, step, best_1, best_2,
        row_number() OVER (ORDER BY place, column_1 NULLS LAST, column_2 NULLS LAST, step NULLS LAST) <= {{column_top}} AS is_shown
    FROM column_list
),
pivot_column AS MATERIALIZED (
    SELECT
        0 AS side, column_1, column_2, step, is_shown,
        least(
            row_number() OVER (
                ORDER BY is_shown DESC, best_1, column_1 NULLS LAST, best_2, column_2 NULLS LAST, step NULLS LAST
            ),
            {{column_top}} + 1
        ) AS number
    FROM column_chosen
),
-- the rows at their finest, and what each level above them costs
leaf AS (
    SELECT
        row_1, row_2, row_3, row_4, billing_currency, unit,
        CASE
            WHEN count(*) FILTER (WHERE side = 0 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 0), CAST(0 AS DECIMAL(38,12)))
        END AS amount
    FROM cell
    GROUP BY row_1, row_2, row_3, row_4, billing_currency, unit
),
leaf_level AS (
    SELECT
        row_1, row_2, row_3, row_4, billing_currency, unit, amount AS amount_4,
        CASE WHEN count(amount) OVER level_1 = count(*) OVER level_1 THEN sum(amount) OVER level_1 END AS amount_1,
        CASE WHEN count(amount) OVER level_2 = count(*) OVER level_2 THEN sum(amount) OVER level_2 END AS amount_2,
        CASE WHEN count(amount) OVER level_3 = count(*) OVER level_3 THEN sum(amount) OVER level_3 END AS amount_3
    FROM leaf
    WINDOW
        level_1 AS (PARTITION BY billing_currency, unit, row_1),
        level_2 AS (PARTITION BY billing_currency, unit, row_1, row_2),
        level_3 AS (PARTITION BY billing_currency, unit, row_1, row_2, row_3)
),
leaf_place AS (
    SELECT
        row_1, row_2, row_3, row_4, billing_currency, unit,
        dense_rank() OVER (PARTITION BY billing_currency, unit ORDER BY amount_1 DESC NULLS LAST, row_1 NULLS LAST) AS place_1,
        dense_rank() OVER (PARTITION BY billing_currency, unit, row_1 ORDER BY amount_2 DESC NULLS LAST, row_2 NULLS LAST) AS place_2,
        dense_rank() OVER (PARTITION BY billing_currency, unit, row_1, row_2 ORDER BY amount_3 DESC NULLS LAST, row_3 NULLS LAST)
            AS place_3,
        dense_rank() OVER (PARTITION BY billing_currency, unit, row_1, row_2, row_3 ORDER BY amount_4 DESC NULLS LAST, row_4 NULLS LAST)
            AS place_4
    FROM leaf_level
),
-- the way from the total to the row: its place on each level; 0 below a row that sums up the rest, and below the last level
leaf_path AS MATERIALIZED (
    SELECT
        row_1, row_2, row_3, row_4, billing_currency, unit,
        CASE WHEN {{depth}} >= 1 THEN least(place_1, {{top}} + 1) ELSE 0 END AS path_1,
        CASE WHEN {{depth}} >= 2 AND place_1 <= {{top}} THEN least(place_2, {{top}} + 1) ELSE 0 END AS path_2,
        CASE WHEN {{depth}} >= 3 AND place_1 <= {{top}} AND place_2 <= {{top}} THEN least(place_3, {{top}} + 1) ELSE 0 END AS path_3,
        CASE
            WHEN {{depth}} >= 4 AND place_1 <= {{top}} AND place_2 <= {{top}} AND place_3 <= {{top}}
                THEN least(place_4, {{top}} + 1)
            ELSE 0
        END AS path_4
    FROM leaf_place
),
-- what is shown at its finest; the period before has no columns
placed AS (
    SELECT
        cell.side AS side, cell.amount AS amount, cell.billing_currency AS billing_currency, cell.unit AS unit,
        cell.row_1 AS row_1, cell.row_2 AS row_2, cell.row_3 AS row_3, cell.row_4 AS row_4,
        leaf_path.path_1 AS path_1, leaf_path.path_2 AS path_2, leaf_path.path_3 AS path_3, leaf_path.path_4 AS path_4,
        coalesce(pivot_column.number, 0) AS number
    FROM cell
    JOIN leaf_path
        ON leaf_path.billing_currency = cell.billing_currency
        AND leaf_path.unit IS NOT DISTINCT FROM cell.unit
        AND coalesce(leaf_path.row_1, '') = coalesce(cell.row_1, '') AND leaf_path.row_1 IS NOT DISTINCT FROM cell.row_1
        AND coalesce(leaf_path.row_2, '') = coalesce(cell.row_2, '') AND leaf_path.row_2 IS NOT DISTINCT FROM cell.row_2
        AND coalesce(leaf_path.row_3, '') = coalesce(cell.row_3, '') AND leaf_path.row_3 IS NOT DISTINCT FROM cell.row_3
        AND coalesce(leaf_path.row_4, '') = coalesce(cell.row_4, '') AND leaf_path.row_4 IS NOT DISTINCT FROM cell.row_4
    LEFT JOIN pivot_column
        ON pivot_column.side = cell.side
        AND coalesce(pivot_column.column_1, '') = coalesce(cell.column_1, '')
        AND pivot_column.column_1 IS NOT DISTINCT FROM cell.column_1
        AND coalesce(pivot_column.column_2, '') = coalesce(cell.column_2, '')
        AND pivot_column.column_2 IS NOT DISTINCT FROM cell.column_2
        AND coalesce(pivot_column.step, DATE '0001-01-01') = coalesce(cell.step, DATE '0001-01-01')
),
folded AS (
    SELECT
        path_1, path_2, path_3, path_4, billing_currency, unit, number,
        min(row_1) AS row_1, min(row_2) AS row_2, min(row_3) AS row_3, min(row_4) AS row_4,
        count(*) FILTER (WHERE side = 0 AND amount IS NULL) AS unknown,
        sum(amount) FILTER (WHERE side = 0) AS amount,
        count(*) FILTER (WHERE side = 1 AND amount IS NULL) AS previous_unknown,
        sum(amount) FILTER (WHERE side = 1) AS previous
    FROM placed
    GROUP BY path_1, path_2, path_3, path_4, billing_currency, unit, number
),
-- every level over all columns and by column
tree AS (
    SELECT
        CASE
            WHEN GROUPING(path_4) = 0 THEN 4 WHEN GROUPING(path_3) = 0 THEN 3
            WHEN GROUPING(path_2) = 0 THEN 2 WHEN GROUPING(path_1) = 0 THEN 1
            ELSE 0
        END AS depth,
        coalesce(path_1, 0) AS path_1, coalesce(path_2, 0) AS path_2, coalesce(path_3, 0) AS path_3, coalesce(path_4, 0) AS path_4,
        billing_currency, unit,
        coalesce(number, 0) AS number,
        min(row_1) AS row_1, min(row_2) AS row_2, min(row_3) AS row_3, min(row_4) AS row_4,
        CASE WHEN sum(unknown) = 0 THEN coalesce(sum(amount), CAST(0 AS DECIMAL(38,12))) END AS amount,
        CASE WHEN sum(previous_unknown) = 0 THEN coalesce(sum(previous), CAST(0 AS DECIMAL(38,12))) END AS previous
    FROM folded
    GROUP BY GROUPING SETS (
        (billing_currency, unit),
        (billing_currency, unit, path_1),
        (billing_currency, unit, path_1, path_2),
        (billing_currency, unit, path_1, path_2, path_3),
        (billing_currency, unit, path_1, path_2, path_3, path_4),
        (billing_currency, unit, number),
        (billing_currency, unit, path_1, number),
        (billing_currency, unit, path_1, path_2, number),
        (billing_currency, unit, path_1, path_2, path_3, number),
        (billing_currency, unit, path_1, path_2, path_3, path_4, number)
    )
    HAVING (GROUPING(number) = 1 OR number > 0)
        AND (GROUPING(path_1) = 1 OR path_1 > 0) AND (GROUPING(path_2) = 1 OR path_2 > 0)
        AND (GROUPING(path_3) = 1 OR path_3 > 0) AND (GROUPING(path_4) = 1 OR path_4 > 0)
),
answer AS (
    SELECT DISTINCT
        0 AS kind, 0 AS depth,
        CASE WHEN is_shown THEN column_1 END AS key_1, CASE WHEN is_shown THEN column_2 END AS key_2,
        CAST(NULL AS VARCHAR) AS key_3, CAST(NULL AS VARCHAR) AS key_4,
        CASE WHEN is_shown THEN step END AS step,
        CAST(NULL AS VARCHAR) AS billing_currency, CAST(NULL AS VARCHAR) AS unit,
        NOT is_shown AS is_other, number,
        CAST(NULL AS DECIMAL(38,12)) AS amount, CAST(NULL AS DECIMAL(38,12)) AS previous,
        0 AS path_1, 0 AS path_2, 0 AS path_3, 0 AS path_4
    FROM pivot_column
    UNION ALL
    SELECT
        CASE WHEN depth = 0 THEN 1 ELSE 2 END AS kind, depth,
        CASE WHEN depth >= 1 AND path_1 <= {{top}} THEN row_1 END AS key_1,
        CASE WHEN depth >= 2 AND path_2 <= {{top}} THEN row_2 END AS key_2,
        CASE WHEN depth >= 3 AND path_3 <= {{top}} THEN row_3 END AS key_3,
        CASE WHEN depth >= 4 AND path_4 <= {{top}} THEN row_4 END AS key_4,
        CAST(NULL AS DATE) AS step, billing_currency, unit,
        greatest(path_1, path_2, path_3, path_4) > {{top}} AS is_other,
        number, amount, previous, path_1, path_2, path_3, path_4
    FROM tree
)
SELECT
    kind, depth, key_1, key_2, key_3, key_4, step, billing_currency, unit, is_other, number,
    CASE
        WHEN number = 0 OR {{show}} = 0 THEN amount
        ELSE CAST(
            ratio_of(
                amount,
                CASE {{show}}
                    WHEN 1 THEN max(CASE WHEN kind = 1 AND number = 0 THEN amount END) OVER (PARTITION BY billing_currency, unit)
                    WHEN 2 THEN max(CASE WHEN number = 0 THEN amount END)
                        OVER (PARTITION BY kind, billing_currency, unit, path_1, path_2, path_3, path_4)
                    ELSE max(CASE WHEN kind = 1 THEN amount END) OVER (PARTITION BY billing_currency, unit, number)
                END,
                4
            )
            AS DECIMAL(38,12)
        )
    END AS amount,
    previous,
    amount - previous AS delta,
    CAST(ratio_of(amount - previous, abs(previous), 4) AS DECIMAL(18,4)) AS delta_ratio,
    CAST(
        ratio_of(amount, max(CASE WHEN kind = 1 AND number = 0 THEN amount END) OVER (PARTITION BY billing_currency, unit), 4)
        AS DECIMAL(18,4)
    ) AS share,
    path_1, path_2, path_3, path_4
FROM answer
ORDER BY kind, billing_currency, unit NULLS LAST, path_1, path_2, path_3, path_4, number
