-- rate_end: rates of a set count until before a data version.
-- $1 set   $2 base, $3 quote, $4 valid from: only these, or NULL   $5 data version
UPDATE fx_rate SET until_version = $5
WHERE rate_set = $1 AND until_version IS NULL
  AND ($2 IS NULL OR base_currency = $2) AND ($3 IS NULL OR quote_currency = $3) AND ($4 IS NULL OR valid_from = $4);
