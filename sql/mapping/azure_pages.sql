-- azure_pages: answers of an interface come in pages, and one question is asked twice: for actual and for amortized costs. Only whole
-- answers count, and no more of them than these two. Pages stand in the order in which the files were named.
-- step: messages pages
WITH answer AS (
    SELECT answer_no, min(kind) AS kind, bool_and(has_next) AS is_cut, max_by(name, file_no) AS name
    FROM azure_file
    GROUP BY answer_no
)
SELECT 'refuse' AS level, 'PAGES' AS rule,
    'a page is missing: ' || name || ' says that another one follows; ingest all pages of an answer, in their order, with --together'
        AS text
FROM answer
WHERE is_cut
UNION ALL
SELECT 'refuse', 'PAGES',
    CAST(count(*) AS VARCHAR) || ' answers are one delivery only when one is of actual and one of amortized costs, and their rows show it: '
        || 'group the query by ChargeType and PricingModel, or ingest each answer alone'
FROM answer
HAVING count(*) > 2 OR (count(*) = 2 AND (bool_or(kind = 'both') OR min(kind) = max(kind)))
UNION ALL
SELECT 'warning', 'AZURE-GROUP',
    'the rows say neither charge type nor pricing model, so everything is taken as usage: group the query by ChargeType and PricingModel'
FROM (SELECT count(*) AS row_count, count(charge_type) + count(pricing_model) AS said_count FROM line) AS said
WHERE row_count > 0 AND said_count = 0
ORDER BY level, rule, text
