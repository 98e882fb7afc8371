-- rate_add: rates that count from a data version on, but for those that do already; after rate_close.
-- {{rates}}  (set, base, quote, valid from, valid to or NULL, rate), many of them   $1  source   $2  now   $3  the data version
WITH n (rate_set, base_currency, quote_currency, valid_from, valid_to, rate) AS (VALUES {{rates}})
INSERT INTO fx_rate (rate_set, base_currency, quote_currency, valid_from, valid_to, rate, source, loaded_at, from_version)
SELECT DISTINCT n.rate_set, n.base_currency, n.quote_currency, n.valid_from, n.valid_to, n.rate,
    CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS BIGINT)
FROM n
WHERE NOT EXISTS (SELECT 1 FROM fx_rate o
                  WHERE o.rate_set = n.rate_set AND o.base_currency = n.base_currency AND o.quote_currency = n.quote_currency
                    AND o.valid_from = n.valid_from AND o.until_version IS NULL);
