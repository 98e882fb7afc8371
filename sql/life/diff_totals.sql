-- diff_totals: old and new cost over all lines, per currency.
SELECT billing_currency, CAST(sum(old) AS DECIMAL(38,12)) AS old, CAST(sum(new) AS DECIMAL(38,12)) AS new,
       CAST(sum(new - old) AS DECIMAL(38,12)) AS delta, CAST(sum(old_charge_count) AS BIGINT) AS old_charge_count,
       CAST(sum(new_charge_count) AS BIGINT) AS new_charge_count
FROM diff_line
GROUP BY billing_currency
ORDER BY billing_currency;
