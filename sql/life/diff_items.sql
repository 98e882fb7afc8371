-- diff_items: the lines that change, the largest change first.
-- $1 how many   $2 how many to leave out before
SELECT billing_account_id, sub_account_id, account_name, service_name, service_category, billing_currency,
       old, new, new - old AS delta, old_charge_count, new_charge_count
FROM diff_line
WHERE old <> new
ORDER BY abs(new - old) DESC, billing_currency, billing_account_id, sub_account_id, service_name, service_category
LIMIT $1 OFFSET $2;
