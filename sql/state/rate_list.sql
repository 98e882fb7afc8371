-- rate_list: which rates there are, a row per set and pair of currencies.
-- $1 only this set, or NULL
SELECT rate_set, base_currency, quote_currency, count(*) AS rate_count, min(valid_from) AS first_valid_from,
       max(valid_from) AS last_valid_from,
       (SELECT n.rate FROM fx_rate n
        WHERE n.rate_set = r.rate_set AND n.base_currency = r.base_currency AND n.quote_currency = r.quote_currency
          AND n.until_version IS NULL
        ORDER BY n.valid_from DESC LIMIT 1) AS last_rate,
       max(loaded_at) AS loaded_at
FROM fx_rate r
WHERE until_version IS NULL AND (rate_set = $1 OR $1 IS NULL)
GROUP BY rate_set, base_currency, quote_currency
ORDER BY rate_set, base_currency, quote_currency;
