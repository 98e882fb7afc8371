-- shadow_limit: of the feed that counts, only the accounts that its shadow has too are compared.
DELETE FROM part_cost
WHERE side = 'old'
  AND NOT EXISTS (SELECT 1 FROM part_cost n
                  WHERE n.side = 'new' AND n.billing_account_id = part_cost.billing_account_id
                    AND (n.sub_account_id = part_cost.sub_account_id OR n.sub_account_id = ''));
