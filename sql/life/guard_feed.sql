-- guard_feed: is it another feed under the same name? Then a month has accounts and none of them is one of those it had before.
-- An account without a sub account goes by its billing account. One of each side is named.
WITH account AS (
    SELECT DISTINCT side, month, billing_account_id, sub_account_id,
           coalesce(nullif(sub_account_id, ''), billing_account_id) AS name
    FROM part_cost WHERE billing_account_id || sub_account_id <> ''
)
SELECT substr(CAST(month AS VARCHAR), 1, 7) || ': it has none of the accounts that counted before ('
       || min(name) FILTER (WHERE side = 'old') || CASE WHEN count(*) FILTER (WHERE side = 'old') > 1 THEN ' ...' ELSE '' END
       || '), but others ('
       || min(name) FILTER (WHERE side = 'new') || CASE WHEN count(*) FILTER (WHERE side = 'new') > 1 THEN ' ...' ELSE '' END
       || '); if it is another feed, ingest it with --source' AS detail
FROM account
GROUP BY month
HAVING count(*) FILTER (WHERE side = 'old') > 0 AND count(*) FILTER (WHERE side = 'new') > 0
   AND count(DISTINCT billing_account_id || chr(10) || sub_account_id) = count(*)
ORDER BY detail
