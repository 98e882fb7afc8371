-- shadow_limit: of the feed that counts, only the accounts that its shadow has too are compared. Where either of the two does not name
-- its billing account, sub accounts decide; where either names no sub accounts, the billing account as a whole.
DELETE FROM part_cost
WHERE side = 'old'
  AND NOT EXISTS (SELECT 1 FROM part_cost n
                  WHERE n.side = 'new'
                    AND (n.billing_account_id IN (part_cost.billing_account_id, 'unknown') OR part_cost.billing_account_id = 'unknown')
                    AND (n.sub_account_id IN (part_cost.sub_account_id, '')
                         OR part_cost.billing_account_id IN (SELECT o.billing_account_id FROM part_cost o WHERE o.side = 'old'
                                                             GROUP BY o.billing_account_id HAVING max(o.sub_account_id) = '')));
