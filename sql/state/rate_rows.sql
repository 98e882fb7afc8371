-- rate_rows: the rates of a set that counted at a data version and reach into some days.
-- $1 data version   $2 set   $3 first day   $4 last day
-- A rate ends where the next one of its pair begins.
WITH known AS (
    SELECT base_currency, quote_currency, valid_from, valid_to, rate,
           lead(valid_from) OVER (PARTITION BY base_currency, quote_currency ORDER BY valid_from) AS next_from
    FROM fx_rate
    WHERE rate_set = $2 AND from_version <= $1 AND (until_version IS NULL OR until_version > $1)
),
ended AS (
    SELECT base_currency, quote_currency, valid_from, rate,
           CASE WHEN valid_to < next_from THEN valid_to ELSE coalesce(next_from, valid_to, '9999-12-31') END AS valid_until
    FROM known
)
SELECT base_currency, quote_currency, valid_from, valid_until, rate
FROM ended
WHERE valid_from <= $4 AND valid_until > $3
ORDER BY base_currency, quote_currency, valid_from;
