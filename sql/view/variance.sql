-- variance: why a period cost more or less than another, by group: more used, dearer, new, gone, or what has no quantity.
-- {{cells}}  variance_cell, converted: side 0 the asked period, side 1 the other one
-- {{names}}  the key columns that are in use, each with a comma behind it
-- {{places}} order of the groups: by how much they changed, then by those columns
-- {{top}}, {{shown}}  places of groups that are shown by name, and that are shown at all
-- Of a product that has charges and a quantity in both periods, with cost c0 and quantity q0 before, c1 and q1 now:
--     usage = c0 * g, where g = (q1 - q0) / q0 to 12 decimals, and the product to 12 decimals, both rounded half away from zero
--     price = (c1 - c0) - usage
-- A product that had no charges before is new = c1, one that has none now is gone = -c0. Without a quantity, or where the one before was
-- nothing (or so little that g has more than 12 digits before the point), other = c1 - c0. The five always add up to the change exactly.
-- The reason is the largest of the five in the direction of the change; NULL when nothing changed at all. Of equals the first counts.
-- Rows of kind 0 are the totals per currency, of everything, shown or not; 1 the items. The rest of the groups is one, is_other, or is
-- left out when {{shown}} is the same number as {{top}}. An amount is NULL only where a rate of exchange is missing, and all made of it.
WITH cell AS MATERIALIZED (
{{cells}}
),
pair AS (
    SELECT
        min(key_1) AS key_1, min(key_2) AS key_2, min(key_3) AS key_3, min(key_4) AS key_4,
        billing_currency,
        is_counted,
        CASE
            WHEN count(*) FILTER (WHERE side = 0 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 0), CAST(0 AS DECIMAL(38,12)))
        END AS amount,
        CASE
            WHEN count(*) FILTER (WHERE side = 1 AND amount IS NULL) = 0
                THEN coalesce(sum(amount) FILTER (WHERE side = 1), CAST(0 AS DECIMAL(38,12)))
        END AS previous,
        sum(quantity) FILTER (WHERE side = 0) AS quantity,
        sum(quantity) FILTER (WHERE side = 1) AS previous_quantity,
        count(*) FILTER (WHERE side = 0) AS now_count,
        count(*) FILTER (WHERE side = 1) AS previous_count
    FROM cell
    GROUP BY {{names}}billing_currency, product_service, product, product_unit, is_counted
),
known AS (
    SELECT
        key_1, key_2, key_3, key_4, billing_currency, amount, previous,
        amount - previous AS delta,
        is_counted AND previous_count = 0 AS is_new,
        is_counted AND now_count = 0 AS is_gone,
        CASE
            WHEN is_counted
                THEN ratio_of(CAST(quantity - previous_quantity AS DECIMAL(38,12)), CAST(previous_quantity AS DECIMAL(38,12)), 12)
        END AS growth
    FROM pair
),
split AS (
    SELECT
        key_1, key_2, key_3, key_4, billing_currency, amount, previous, delta, is_new, is_gone, growth,
        CAST(CAST(trunc(previous) AS DECIMAL(38,0)) * growth AS DECIMAL(38,12))
        + CAST(CAST(previous - CAST(trunc(previous) AS DECIMAL(38,0)) AS DECIMAL(13,12)) * growth AS DECIMAL(38,12)) AS by_usage
    FROM known
),
part AS (
    SELECT
        key_1, key_2, key_3, key_4, billing_currency, amount, previous,
        CASE WHEN delta IS NULL THEN NULL WHEN growth IS NOT NULL THEN by_usage ELSE CAST(0 AS DECIMAL(38,12)) END AS usage_delta,
        CASE WHEN delta IS NULL THEN NULL WHEN growth IS NOT NULL THEN delta - by_usage ELSE CAST(0 AS DECIMAL(38,12)) END AS price_delta,
        CASE WHEN delta IS NULL THEN NULL WHEN is_new THEN delta ELSE CAST(0 AS DECIMAL(38,12)) END AS new_delta,
        CASE WHEN delta IS NULL THEN NULL WHEN is_gone THEN delta ELSE CAST(0 AS DECIMAL(38,12)) END AS gone_delta,
        CASE
            WHEN delta IS NULL THEN NULL
            WHEN growth IS NULL AND NOT is_new AND NOT is_gone THEN delta
            ELSE CAST(0 AS DECIMAL(38,12))
        END AS other_delta
    FROM split
),
grouped AS MATERIALIZED (
    SELECT
        min(key_1) AS key_1, min(key_2) AS key_2, min(key_3) AS key_3, min(key_4) AS key_4,
        billing_currency,
        CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount,
        CASE WHEN count(previous) = count(*) THEN sum(previous) END AS previous,
        CASE WHEN count(usage_delta) = count(*) THEN sum(usage_delta) END AS usage_delta,
        CASE WHEN count(price_delta) = count(*) THEN sum(price_delta) END AS price_delta,
        CASE WHEN count(new_delta) = count(*) THEN sum(new_delta) END AS new_delta,
        CASE WHEN count(gone_delta) = count(*) THEN sum(gone_delta) END AS gone_delta,
        CASE WHEN count(other_delta) = count(*) THEN sum(other_delta) END AS other_delta
    FROM part
    GROUP BY {{names}}billing_currency
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY billing_currency ORDER BY {{places}}) AS place FROM grouped
),
answer AS (
    SELECT
        0 AS kind,
        CAST(NULL AS VARCHAR) AS key_1, CAST(NULL AS VARCHAR) AS key_2, CAST(NULL AS VARCHAR) AS key_3, CAST(NULL AS VARCHAR) AS key_4,
        FALSE AS is_other,
        0 AS shown_place,
        billing_currency, amount, previous, usage_delta, price_delta, new_delta, gone_delta, other_delta
    FROM grouped
    UNION ALL
    SELECT
        1,
        CASE WHEN place <= {{top}} THEN key_1 END,
        CASE WHEN place <= {{top}} THEN key_2 END,
        CASE WHEN place <= {{top}} THEN key_3 END,
        CASE WHEN place <= {{top}} THEN key_4 END,
        place > {{top}},
        least(place, {{top}} + 1),
        billing_currency, amount, previous, usage_delta, price_delta, new_delta, gone_delta, other_delta
    FROM placed
    WHERE place <= {{shown}}
),
folded AS (
    SELECT
        kind, key_1, key_2, key_3, key_4, is_other, shown_place, billing_currency,
        CASE WHEN count(amount) = count(*) THEN sum(amount) END AS amount,
        CASE WHEN count(previous) = count(*) THEN sum(previous) END AS previous,
        CASE WHEN count(usage_delta) = count(*) THEN sum(usage_delta) END AS usage_delta,
        CASE WHEN count(price_delta) = count(*) THEN sum(price_delta) END AS price_delta,
        CASE WHEN count(new_delta) = count(*) THEN sum(new_delta) END AS new_delta,
        CASE WHEN count(gone_delta) = count(*) THEN sum(gone_delta) END AS gone_delta,
        CASE WHEN count(other_delta) = count(*) THEN sum(other_delta) END AS other_delta
    FROM answer
    GROUP BY kind, key_1, key_2, key_3, key_4, is_other, shown_place, billing_currency
),
directed AS (
    SELECT
        *,
        amount - previous AS delta,
        CASE WHEN amount > previous THEN usage_delta WHEN amount < previous THEN -usage_delta ELSE abs(usage_delta) END AS usage_weight,
        CASE WHEN amount > previous THEN price_delta WHEN amount < previous THEN -price_delta ELSE abs(price_delta) END AS price_weight,
        CASE WHEN amount > previous THEN new_delta WHEN amount < previous THEN -new_delta ELSE abs(new_delta) END AS new_weight,
        CASE WHEN amount > previous THEN gone_delta WHEN amount < previous THEN -gone_delta ELSE abs(gone_delta) END AS gone_weight,
        CASE WHEN amount > previous THEN other_delta WHEN amount < previous THEN -other_delta ELSE abs(other_delta) END AS other_weight
    FROM folded
),
weighed AS (
    SELECT *, greatest(usage_weight, price_weight, new_weight, gone_weight, other_weight) AS weight FROM directed
)
SELECT
    kind, key_1, key_2, key_3, key_4, billing_currency, is_other, amount, previous, delta,
    CAST(ratio_of(delta, abs(previous), 4) AS DECIMAL(18,4)) AS delta_ratio,
    CASE
        WHEN delta IS NULL OR weight = 0 THEN NULL
        WHEN usage_weight = weight THEN 'usage'
        WHEN price_weight = weight THEN 'price'
        WHEN new_weight = weight THEN 'new'
        WHEN gone_weight = weight THEN 'gone'
        ELSE 'other'
    END AS reason,
    usage_delta, price_delta, new_delta, gone_delta, other_delta, shown_place
FROM weighed
ORDER BY kind, billing_currency, shown_place;
