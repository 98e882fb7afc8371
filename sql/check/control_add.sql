-- control_add: one currency of the file.
-- $1 currency   $2 exact total as text   $3 the same with rounded rows   $4 what of it is billed
INSERT INTO control
SELECT $1, CAST(money($2) - money($3) AS DECIMAL(38,30)) + money_rest($2), money($3), money($4), 0
