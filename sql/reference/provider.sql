-- provider: the one name we use for a provider that has several, by the spelling in lower case.
CREATE TEMP TABLE ref_provider AS
SELECT *
FROM (VALUES
    ('aws', 'AWS'),
    ('amazon web services', 'AWS'),
    ('amazon', 'AWS'),
    ('azure', 'Microsoft'),
    ('microsoft azure', 'Microsoft'),
    ('microsoft corporation', 'Microsoft'),
    ('microsoft', 'Microsoft'),
    ('gcp', 'Google Cloud'),
    ('google', 'Google Cloud'),
    ('google cloud', 'Google Cloud'),
    ('google cloud platform', 'Google Cloud'),
    ('oci', 'Oracle'),
    ('oracle cloud', 'Oracle'),
    ('oracle cloud infrastructure', 'Oracle'),
    ('oracle', 'Oracle')
) AS t (provider_key, provider)
