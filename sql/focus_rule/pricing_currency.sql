-- pricing_currency: where a file says the pricing currency, and the effective cost in it, it says so in every row.
-- Since FOCUS 1.2. Source: PricingCurrency, PricingCurrencyEffectiveCost.
SELECT row_no,
    concat(CASE WHEN PricingCurrency IS NULL THEN 'PricingCurrency' ELSE 'PricingCurrencyEffectiveCost' END, ' is null') AS detail
FROM focus
WHERE (PricingCurrency IS NULL AND EXISTS (SELECT 1 FROM focus_header WHERE name = 'PricingCurrency'))
   OR (PricingCurrencyEffectiveCost IS NULL AND EXISTS (SELECT 1 FROM focus_header WHERE name = 'PricingCurrencyEffectiveCost'))
