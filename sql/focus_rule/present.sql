-- present: a mandatory column is there.
-- Since FOCUS 1.0. Source: the feature level of each column.
-- {{version}}  the version of FOCUS
SELECT 0 AS row_no, concat('there is no column ', m.name) AS detail
FROM (VALUES
    ('BilledCost', '1.0', '9'), ('EffectiveCost', '1.0', '9'), ('ListCost', '1.0', '9'), ('ContractedCost', '1.0', '9'),
    ('BillingCurrency', '1.0', '9'), ('ChargeCategory', '1.0', '9'), ('ChargeClass', '1.0', '9'),
    ('ChargeDescription', '1.0', '9'), ('PricingQuantity', '1.0', '9'), ('PricingUnit', '1.0', '9'),
    ('BillingPeriodStart', '1.0', '9'), ('BillingPeriodEnd', '1.0', '9'), ('ChargePeriodStart', '1.0', '9'),
    ('ChargePeriodEnd', '1.0', '9'), ('BillingAccountId', '1.0', '9'), ('BillingAccountName', '1.0', '9'),
    ('InvoiceIssuerName', '1.0', '9'), ('ServiceName', '1.0', '9'), ('ServiceCategory', '1.0', '9'),
    ('ProviderName', '1.0', '1.3'), ('PublisherName', '1.0', '1.3'), ('ServiceProviderName', '1.3', '9'),
    ('HostProviderName', '1.3', '9')
) AS m (name, since, until)
WHERE {{version}} BETWEEN m.since AND m.until
  AND NOT EXISTS (SELECT 1 FROM focus_header AS h WHERE h.name = m.name)
