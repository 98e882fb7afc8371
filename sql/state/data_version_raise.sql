-- data_version_raise: cached answers are old from now on.
UPDATE data_version SET version = version + 1;
