-- distribute_can: is the extension of Citus made in this database, and could it be?
SELECT
    EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') AS is_made,
    EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'citus') AS is_available
