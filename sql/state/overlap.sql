-- overlap: which money of a delivery that is about to count also comes from another source, sub account by sub account. One row
-- per sub account of every scope of lower priority, its own or another delivery's, that shares any with one of higher priority.
-- $1 the delivery, whose scopes are checked
-- higher_source: the source of higher priority that has the sub account in some of the scope's days, or NULL
-- is_covered: 1 when it has it in all of them
WITH live AS (
    SELECT k.delivery_id, k.scope_key, k.source_id, k.scope_start, k.scope_end, k.provider_name, k.billing_account_id,
           k.sub_account_id, f.name AS source,
           dense_rank() OVER (ORDER BY f.priority DESC, f.source_id) AS source_rank -- 1: the highest
    FROM scope_sub_account k
    JOIN source f ON f.source_id = k.source_id
    JOIN delivery_scope s ON s.delivery_id = k.delivery_id AND s.scope_key = k.scope_key
    WHERE f.role = 'primary'
      AND k.billing_account_id IN (SELECT n.billing_account_id FROM scope_sub_account n WHERE n.delivery_id = $1)
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
),
-- the same sub account in two feeds, and a feed that stands for the whole billing account beside any other: three joins, as each
-- finds its rows by equality
shared AS (
    SELECT l.*, h.delivery_id AS higher_delivery_id, h.source AS higher_source, h.scope_start AS higher_start, h.scope_end AS higher_end
    FROM rival l JOIN rival h ON h.billing_account_id = l.billing_account_id AND h.provider_name = l.provider_name
         AND h.sub_account_id = l.sub_account_id AND h.source_rank < l.source_rank
         AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end
    FROM rival l JOIN rival h ON h.billing_account_id = l.billing_account_id AND h.provider_name = l.provider_name
         AND h.sub_account_id = '' AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.sub_account_id <> ''
    UNION ALL
    SELECT l.*, h.delivery_id, h.source, h.scope_start, h.scope_end
    FROM rival l JOIN rival h ON h.billing_account_id = l.billing_account_id AND h.provider_name = l.provider_name
         AND h.sub_account_id <> '' AND h.source_rank < l.source_rank AND h.scope_start < l.scope_end AND h.scope_end > l.scope_start
    WHERE l.sub_account_id = ''
),
summed AS (
    SELECT delivery_id, scope_key, provider_name, billing_account_id, sub_account_id, min(higher_source) AS higher_source,
           max(CASE WHEN higher_start <= scope_start AND higher_end >= scope_end THEN 1 ELSE 0 END) AS is_covered
    FROM shared
    GROUP BY delivery_id, scope_key, provider_name, billing_account_id, sub_account_id
)
SELECT l.delivery_id, l.source, l.scope_key, l.provider_name, l.billing_account_id, l.sub_account_id, s.higher_source,
       coalesce(s.is_covered, 0) AS is_covered
FROM live l
JOIN (SELECT DISTINCT delivery_id, scope_key FROM shared WHERE delivery_id = $1 OR higher_delivery_id = $1) mine
     ON mine.delivery_id = l.delivery_id AND mine.scope_key = l.scope_key
LEFT JOIN summed s ON s.delivery_id = l.delivery_id AND s.scope_key = l.scope_key AND s.provider_name = l.provider_name
     AND s.billing_account_id = l.billing_account_id AND s.sub_account_id = l.sub_account_id
ORDER BY l.delivery_id, l.scope_key, l.provider_name, l.billing_account_id, l.sub_account_id;
