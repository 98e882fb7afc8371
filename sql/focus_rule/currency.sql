-- currency: the billing currency is a code of ISO 4217.
-- Since FOCUS 1.0. Source: BillingCurrency, attribute Currency Format.
SELECT row_no, concat('BillingCurrency is no code such as USD: ', BillingCurrency) AS detail
FROM focus
WHERE BillingCurrency NOT SIMILAR TO '[A-Z]{3}'
