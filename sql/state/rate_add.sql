-- rate_add: a rate that counts from a data version on.
-- $1 set   $2 base   $3 quote   $4 valid from   $5 valid to or NULL   $6 rate   $7 source   $8 now   $9 data version
INSERT INTO fx_rate (rate_set, base_currency, quote_currency, valid_from, valid_to, rate, source, loaded_at, from_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
