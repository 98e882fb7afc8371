-- twice: charges that stand in the bills twice. Asked only when some bill is more than its invoice.
-- {{from}} the charges that count   {{month}} first day of the billing month
-- Two equal charges are normal; that every charge of a day has its double, and there are five of them at least, is not.
DROP TABLE IF EXISTS rec_twice;
CREATE TEMP TABLE rec_twice AS
WITH alike AS (
    SELECT
        invoice_issuer_name AS issuer, billing_account_id AS account, invoice_id, billing_currency AS currency,
        charge_category AS category, service_name, service_category, sub_account_id, sub_account_name, region_id, publisher_name,
        sys_charge_date AS charge_date, billed_cost, charge_period_start, charge_period_end, resource_id, sku_price_id,
        charge_description, effective_cost, list_cost, pricing_quantity, consumed_quantity, tag_set_id IS NULL AS has_no_tags,
        count(*) AS copy_count
    FROM {{from}} AS fact
    WHERE sys_billing_month = {{month}}
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
),
day AS (
    SELECT issuer, account, currency, charge_date, min(copy_count) AS times
    FROM alike
    GROUP BY issuer, account, currency, charge_date
    HAVING min(copy_count) >= 2 AND count(*) >= 5
)
SELECT issuer, account, invoice_id, currency, category, service_name, service_category, sub_account_id, sub_account_name,
    region_id, publisher_name, charge_date,
    CAST(sum(billed_cost * (copy_count - copy_count / times)) AS DECIMAL(38,12)) AS billed_cost
FROM alike JOIN day USING (issuer, account, currency, charge_date)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12;

-- Only where leaving the doubles out brings a unit nearer to its invoice.
WITH found AS (
    SELECT m.compare_no, m.unit_no, CAST(sum(t.billed_cost) AS DECIMAL(38,12)) AS twice
    FROM rec_twice AS t
    JOIN (SELECT DISTINCT issuer, account, invoice_id, currency, category, service_name, service_category, sub_account_id,
              sub_account_name, region_id, publisher_name, unit_no, cell_no, kind, lost_account, lost_service FROM rec_fact) AS f
        ON f.issuer = t.issuer AND f.account = t.account AND f.invoice_id IS NOT DISTINCT FROM t.invoice_id
        AND f.currency = t.currency AND f.category = t.category AND f.service_name = t.service_name
        AND f.service_category = t.service_category AND f.sub_account_id IS NOT DISTINCT FROM t.sub_account_id
        AND f.sub_account_name IS NOT DISTINCT FROM t.sub_account_name AND f.region_id IS NOT DISTINCT FROM t.region_id
        AND f.publisher_name IS NOT DISTINCT FROM t.publisher_name
    JOIN rec_compare AS m ON m.unit_no = f.unit_no AND m.cell_no IS NOT DISTINCT FROM f.cell_no AND m.kind = f.kind
        AND (f.kind = '' OR (m.sub_account_id = f.lost_account AND m.service_name = f.lost_service))
    GROUP BY m.compare_no, m.unit_no
),
better AS (
    SELECT m.unit_no
    FROM rec_compare AS m LEFT JOIN found USING (compare_no)
    GROUP BY m.unit_no
    HAVING sum(abs(m.delta - coalesce(found.twice, 0))) < sum(abs(m.delta))
)
UPDATE rec_compare SET twice = found.twice
FROM found
WHERE found.compare_no = rec_compare.compare_no AND found.unit_no IN (SELECT unit_no FROM better);
