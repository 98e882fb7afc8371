-- diff_count: how many lines change.
SELECT count(*) FROM diff_line WHERE old <> new;
