-- guard_feed: is it another feed under the same name? Then a month has accounts and none of them is one of those it had before.
WITH account AS (
    SELECT DISTINCT side, month, billing_account_id, sub_account_id FROM part_cost WHERE billing_account_id || sub_account_id <> ''
)
SELECT strftime(month, '%Y-%m') || ': it has none of the accounts that counted before (' || min(sub_account_id)
           FILTER (WHERE side = 'old') || ' ...), but others (' || min(sub_account_id) FILTER (WHERE side = 'new')
           || ' ...); if it is another feed, ingest it with --source' AS detail
FROM account
GROUP BY month
HAVING count(*) FILTER (WHERE side = 'old') > 0 AND count(*) FILTER (WHERE side = 'new') > 0
   AND count(DISTINCT billing_account_id || chr(10) || sub_account_id) = count(*)
ORDER BY detail
