-- result_accounts: what each scope of the charges holds of each billing account.
-- {{path}}  quoted path of the charges   {{scope}}  the column that scopes start at
SELECT
    {{scope}} AS scope_start,
    coalesce(provider_name, '') AS provider_name,
    billing_account_id,
    invoice_issuer_name,
    billing_currency,
    CAST(sum(billed_cost) AS DECIMAL(38,12)) AS billed_cost,
    CAST(sum(effective_cost) AS DECIMAL(38,12)) AS effective_cost,
    CAST(count(*) AS BIGINT) AS charge_count
FROM read_parquet({{path}})
GROUP BY ALL
ORDER BY ALL
