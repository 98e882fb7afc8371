-- 0007_unnamed_account: feeds that do not name their billing account (answers of interfaces, tables made by hand).

-- billing_account_id is '' where a bill does not name it; such feeds are known by their sub accounts alone.
UPDATE scope_sub_account SET billing_account_id = '' WHERE billing_account_id = 'unknown';
DELETE FROM scope_sub_account
WHERE provider_name = 'Unknown' OR (billing_account_id = '' AND sub_account_id = '');
CREATE INDEX sub_account_by_sub ON scope_sub_account (source_id, sub_account_id, scope_start);
