-- rate_close: the rate of this day counts until before a data version.
-- $1 set   $2 base   $3 quote   $4 valid from   $5 data version
UPDATE fx_rate SET until_version = $5
WHERE rate_set = $1 AND base_currency = $2 AND quote_currency = $3 AND valid_from = $4 AND until_version IS NULL;
