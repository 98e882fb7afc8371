-- data_version_at: the data version at a moment; 0 before the first.
-- $1 the moment, UTC
SELECT coalesce(max(version), 0) FROM data_change WHERE changed_at <= $1;
