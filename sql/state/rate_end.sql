-- rate_end: rates of a set count until before a data version.
-- $1 set   $2 base, $3 quote, $4 valid from: only these, or NULL   $5 data version
UPDATE fx_rate SET until_version = $5
WHERE rate_set = $1 AND until_version IS NULL
  AND (base_currency = $2 OR $2 IS NULL) AND (quote_currency = $3 OR $3 IS NULL) AND (valid_from = $4 OR $4 IS NULL);
