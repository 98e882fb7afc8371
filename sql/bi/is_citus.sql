-- is_citus: does this database have the Citus extension?
SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') AS is_citus;
