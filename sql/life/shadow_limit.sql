-- shadow_limit: of the feed that counts, only the accounts that its shadow has too are compared; one that does not name its billing
-- account is compared by sub accounts, and as a whole without those.
DELETE FROM part_cost
WHERE side = 'old'
  AND NOT EXISTS (SELECT 1 FROM part_cost n
                  WHERE n.side = 'new' AND n.billing_account_id IN (part_cost.billing_account_id, 'unknown')
                    AND (n.sub_account_id = part_cost.sub_account_id OR n.sub_account_id = ''));
