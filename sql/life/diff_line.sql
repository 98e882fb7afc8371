-- diff_line: old and new cost by account, service, category and currency.
-- {{metric}}  one of the four cost columns
CREATE TEMP TABLE diff_line AS
SELECT
    billing_account_id, sub_account_id, max(account_name) AS account_name, service_name, service_category, billing_currency,
    CAST(coalesce(sum({{metric}}) FILTER (WHERE side = 'old'), 0) AS DECIMAL(38,12)) AS old,
    CAST(coalesce(sum({{metric}}) FILTER (WHERE side = 'new'), 0) AS DECIMAL(38,12)) AS new,
    CAST(coalesce(sum(charge_count) FILTER (WHERE side = 'old'), 0) AS BIGINT) AS old_charge_count,
    CAST(coalesce(sum(charge_count) FILTER (WHERE side = 'new'), 0) AS BIGINT) AS new_charge_count
FROM part_cost
GROUP BY billing_account_id, sub_account_id, service_name, service_category, billing_currency;
