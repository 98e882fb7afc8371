-- cost_issue_join: the day beside each charge on which the invoice of its month was issued; NULL where there is none.
-- {{issued}}  (issuer, billing account, billing month, day) of the invoices
-- {{month}}   the charge's billing month
LEFT JOIN (
    VALUES (CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS DATE), CAST(NULL AS DATE)){{issued}}
) AS issued(issued_issuer, issued_account, issued_month, issued_on)
    ON issued_issuer = invoice_issuer_name AND issued_account = billing_account_id AND issued_month = {{month}}
