-- size_bytes: what charges and state take. One row: bytes of the files of charges and rollups, bytes of centavo.db; and SQLite's version.
SELECT
    (SELECT CAST(coalesce(sum(byte_count), 0) AS BIGINT) FROM delivery_artifact) AS charge_size,
    CAST(page_count * page_size AS BIGINT) AS state_size,
    sqlite_version() AS version
FROM pragma_page_count(), pragma_page_size();
