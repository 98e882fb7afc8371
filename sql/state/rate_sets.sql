-- rate_sets: the sets of rates that counted at a data version.
-- $1 data version
SELECT DISTINCT rate_set FROM fx_rate
WHERE from_version <= $1 AND (until_version IS NULL OR until_version > $1)
ORDER BY rate_set;
