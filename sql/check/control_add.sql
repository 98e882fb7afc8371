-- control_add: one currency of the file.
-- $1 currency   $2 exact total as text   $3 the same with rounded rows   $4 what of it is billed
-- $5 what effective_cost must add up to; NULL: the file does not say
INSERT INTO control
SELECT $1, CAST(money($2) - money($3) AS DECIMAL(38,30)) + money_rest($2), money($3), money($4), 0, money($5)
