-- rate_close: rates that are given anew with another value, or another end, count until before a data version.
-- {{rates}}  (set, base, quote, valid from, valid to or NULL, rate), many of them   $1  the data version
WITH n (rate_set, base_currency, quote_currency, valid_from, valid_to, rate) AS (VALUES {{rates}})
UPDATE fx_rate SET until_version = $1
WHERE until_version IS NULL
  AND (rate_set, base_currency, quote_currency, valid_from) IN (
      SELECT o.rate_set, o.base_currency, o.quote_currency, o.valid_from
      FROM n JOIN fx_rate o
        ON o.rate_set = n.rate_set AND o.base_currency = n.base_currency AND o.quote_currency = n.quote_currency
       AND o.valid_from = n.valid_from
      WHERE o.until_version IS NULL AND (o.rate <> n.rate OR o.valid_to IS DISTINCT FROM n.valid_to));
