-- rate_same: whether this very rate is known already.
-- $1 set   $2 base   $3 quote   $4 valid from   $5 valid to or NULL   $6 rate
SELECT count(*) FROM fx_rate
WHERE rate_set = $1 AND base_currency = $2 AND quote_currency = $3 AND valid_from = $4
  AND valid_to IS NOT DISTINCT FROM $5 AND rate = $6 AND until_version IS NULL;
