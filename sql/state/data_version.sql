-- data_version: the number that every activation raises.
SELECT version FROM data_version;
