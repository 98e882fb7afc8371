-- scope_count: charges of one delivery inside one of its scopes.
-- {{charge}}  the charges of the delivery
-- $1, $2  the scope, half-open dates   $3  true: the scope is a charge date; false: a billing month
SELECT count(*)
FROM {{charge}} AS charge
WHERE CASE WHEN CAST($3 AS BOOLEAN) THEN sys_charge_date ELSE sys_billing_month END >= $1
  AND CASE WHEN CAST($3 AS BOOLEAN) THEN sys_charge_date ELSE sys_billing_month END < $2
