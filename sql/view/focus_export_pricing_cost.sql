-- focus_export_pricing_cost: effective cost in pricing currency; where prices are in billing currency it is the effective cost.
CASE
    WHEN coalesce(pricing_currency, billing_currency) = billing_currency
        THEN coalesce(pricing_currency_effective_cost, effective_cost)
    ELSE pricing_currency_effective_cost
END
