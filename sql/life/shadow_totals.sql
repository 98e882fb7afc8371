-- shadow_totals: what a shadow costs and what the feed that counts in its place says of the same accounts, per currency.
SELECT billing_currency, CAST(sum(old) AS DECIMAL(38,12)) AS counted, CAST(sum(new) AS DECIMAL(38,12)) AS shadow,
       CAST(sum(new - old) AS DECIMAL(38,12)) AS delta, sum(new) <> sum(old) AS differs
FROM diff_line
GROUP BY billing_currency
ORDER BY billing_currency;
