-- numbers: rows that are made from now on get numbers after those that were copied.
DO $$
DECLARE
    c RECORD;
    last BIGINT;
BEGIN
    FOR c IN
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'centavo' AND is_identity = 'YES'
    LOOP
        EXECUTE format('SELECT max(%I) FROM %I', c.column_name, c.table_name) INTO last;
        IF last IS NOT NULL THEN
            PERFORM setval(pg_get_serial_sequence(c.table_name, c.column_name), last);
        END IF;
    END LOOP;
END
$$;
