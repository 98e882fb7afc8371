-- pages: an answer of a provider's interface comes in pages; only all of them together are the bill.
-- The head before it makes the table page: sys_file_no, next_page (what the file says of another page behind it), question
-- (what was asked; pages of one answer repeat it).
-- step: messages pages
WITH page_count AS (
    SELECT count(*) AS file_count, count(page.next_page) AS more_count, count(DISTINCT page.question) AS question_count,
        min(delivery_file.name) FILTER (WHERE page.next_page IS NOT NULL) AS example
    FROM delivery_file LEFT JOIN page ON page.sys_file_no = delivery_file.file_no
)
SELECT 'refuse' AS level, 'PAGES' AS rule,
    CASE
        WHEN more_count = file_count THEN 'a page is missing: ' || example
            || ' says that another one follows, and that one is not here; ingest all pages of an answer with --together'
        WHEN more_count < file_count - 1 THEN CAST(file_count - more_count AS VARCHAR)
            || ' files are last pages: they are answers of their own, ingest them without --together'
        ELSE 'the files answer different questions; only the pages of one answer are a bill together'
    END AS text
FROM page_count
WHERE more_count <> file_count - 1 OR question_count > 1
