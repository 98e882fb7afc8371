-- overlap: which money of a delivery that is about to count also comes from another source, sub account by sub account. One row
-- per sub account of every scope of lower priority, its own or another delivery's, that shares any with one of higher priority.
-- $1 the delivery, whose scopes are checked
-- higher_source: the source of higher priority that has the sub account in some of the scope's days, or NULL
-- is_covered: 1 when it has it in all of them
-- is_named: 0 when one of the two bills names no account, so that they may or may not be the same money; a person who has
-- accepted a delivery of either feed in spite of that is not asked again
WITH live AS (
    SELECT k.delivery_id, k.scope_key, k.source_id, k.scope_start, k.scope_end, k.provider_name, k.billing_account_id,
           k.sub_account_id, f.name AS source,
           dense_rank() OVER (ORDER BY f.priority DESC, f.source_id) AS source_rank -- 1: the highest
    FROM scope_sub_account k
    JOIN source f ON f.source_id = k.source_id
    JOIN delivery_scope s ON s.delivery_id = k.delivery_id AND s.scope_key = k.scope_key
    WHERE f.role = 'primary'
      -- all accounts of a scope that has one of the delivery's: those that are only in one of the two matter, too
      AND (k.delivery_id, k.scope_key) IN (
          SELECT a.delivery_id, a.scope_key FROM scope_sub_account a
          WHERE a.billing_account_id IN (SELECT n.billing_account_id FROM scope_sub_account n WHERE n.delivery_id = $1
                                         UNION ALL SELECT '')
             OR a.provider_name IN (SELECT n.provider_name FROM scope_sub_account n
                                    WHERE n.delivery_id = $1 AND n.billing_account_id = ''))
      AND k.scope_start < (SELECT max(n.scope_end) FROM delivery_scope n WHERE n.delivery_id = $1)
      AND k.scope_end > (SELECT min(n.scope_start) FROM delivery_scope n WHERE n.delivery_id = $1)
      AND CASE WHEN k.delivery_id = $1
          THEN NOT EXISTS (SELECT 1 FROM delivery_scope o
                           JOIN delivery later ON later.delivery_id = o.delivery_id
                           JOIN delivery mine ON mine.delivery_id = $1
                           WHERE o.state = 'active' AND o.source_id = s.source_id AND o.dataset = s.dataset
                             AND o.scope_key = s.scope_key AND later.produced_at > mine.produced_at)
          ELSE s.state = 'active'
               AND NOT EXISTS (SELECT 1 FROM delivery_scope n
                               WHERE n.delivery_id = $1 AND n.source_id = s.source_id AND n.dataset = s.dataset
                                 AND n.scope_key = s.scope_key)
          END
),
-- only an account that two feeds have can be the same money; most homes have none
rival AS (
    SELECT * FROM live
    WHERE billing_account_id IN (SELECT billing_account_id FROM live GROUP BY billing_account_id HAVING min(source_id) < max(source_id))
       OR provider_name IN (SELECT provider_name FROM live WHERE billing_account_id = '')
),
unnamed AS (
    SELECT * FROM rival WHERE billing_account_id = ''
),
decided AS (
    SELECT d.source_id
    FROM delivery d
    JOIN delivery_check c ON c.delivery_id = d.delivery_id AND c.rule = 'INV-13' AND c.outcome = 'failed'
    JOIN delivery_decision p ON p.delivery_id = d.delivery_id
    WHERE p.decision = 'accepted'
      AND p.decision_no = (SELECT max(last.decision_no) FROM delivery_decision last WHERE last.delivery_id = d.delivery_id)
),
-- the same sub account in two feeds, a feed that stands for the whole billing account beside any other, and feeds without a
-- billing account: joins of their own, as each finds its rows by equality
shared AS (
    SELECT l.*, h.delivery_id AS higher_delivery_id, h.source AS higher_source, h.scope_start AS higher_start, h.scope_end AS higher_end,
           1 AS is_named
    FROM rival l JOIN rival h ON h.billing_account_id = l.billing_account_id AND h.provider_name = l.provider_name
         AND h.sub_account_id = l.sub_account_id AND h.source_rank < l.source_rank
         AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.billing_account_id <> '' OR l.sub_account_id <> ''
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end, 1
    FROM rival l JOIN rival h ON h.billing_account_id = l.billing_account_id AND h.provider_name = l.provider_name
         AND h.sub_account_id = '' AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.sub_account_id <> '' AND l.billing_account_id <> ''
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end, 1
    FROM rival l JOIN rival h ON h.billing_account_id = l.billing_account_id AND h.provider_name = l.provider_name
         AND h.sub_account_id <> '' AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.sub_account_id = '' AND l.billing_account_id <> ''
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end, 1
    FROM unnamed l JOIN rival h ON h.sub_account_id = l.sub_account_id AND h.provider_name = l.provider_name
         AND h.billing_account_id <> '' AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.sub_account_id <> ''
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end, 1
    FROM rival l JOIN unnamed h ON h.sub_account_id = l.sub_account_id AND h.provider_name = l.provider_name
         AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.sub_account_id <> '' AND l.billing_account_id <> ''
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end, 0
    FROM unnamed l JOIN rival h ON h.provider_name = l.provider_name AND '' IN (h.sub_account_id, l.sub_account_id)
         AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.source_id NOT IN (SELECT source_id FROM decided) AND h.source_id NOT IN (SELECT source_id FROM decided)
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end, 0
    FROM rival l JOIN unnamed h ON h.provider_name = l.provider_name AND '' IN (h.sub_account_id, l.sub_account_id)
         AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.billing_account_id <> ''
      AND l.source_id NOT IN (SELECT source_id FROM decided) AND h.source_id NOT IN (SELECT source_id FROM decided)
),
summed AS (
    SELECT delivery_id, scope_key, provider_name, billing_account_id, sub_account_id,
           coalesce(min(CASE WHEN is_named = 1 THEN higher_source END), min(higher_source)) AS higher_source,
           max(CASE WHEN is_named = 1 AND higher_start <= scope_start AND higher_end >= scope_end THEN 1 ELSE 0 END) AS is_covered,
           max(is_named) AS is_named
    FROM shared
    GROUP BY delivery_id, scope_key, provider_name, billing_account_id, sub_account_id
)
SELECT l.delivery_id, l.source, l.scope_key, l.provider_name, l.billing_account_id, l.sub_account_id, s.higher_source,
       coalesce(s.is_covered, 0) AS is_covered, coalesce(s.is_named, 1) AS is_named
FROM live l
JOIN (SELECT DISTINCT delivery_id, scope_key FROM shared WHERE delivery_id = $1 OR higher_delivery_id = $1) mine
     ON mine.delivery_id = l.delivery_id AND mine.scope_key = l.scope_key
LEFT JOIN summed s ON s.delivery_id = l.delivery_id AND s.scope_key = l.scope_key AND s.provider_name = l.provider_name
     AND s.billing_account_id = l.billing_account_id AND s.sub_account_id = l.sub_account_id
ORDER BY l.delivery_id, l.scope_key, l.provider_name, l.billing_account_id, l.sub_account_id;
