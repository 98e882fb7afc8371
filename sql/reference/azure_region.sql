-- azure_region: the region of each other spelling, without blanks and in lower case: 'EU West' and 'US East 2' in reports, 'westeurope'
-- and 'eastus2' in resources. Our display names are spellings too.
CREATE TEMP TABLE ref_azure_region AS
SELECT *
FROM (VALUES
    ('euwest', 'westeurope'),
    ('eunorth', 'northeurope'),
    ('apeast', 'eastasia'),
    ('apsoutheast', 'southeastasia'),
    ('asiaeast', 'eastasia'),
    ('asiasoutheast', 'southeastasia'),
    ('jaeast', 'japaneast'),
    ('jawest', 'japanwest'),
    ('jpeast', 'japaneast'),
    ('jpwest', 'japanwest'),
    ('krcentral', 'koreacentral'),
    ('auseast', 'australiaeast'),
    ('aueast', 'australiaeast'),
    ('ausoutheast', 'australiasoutheast'),
    ('incentral', 'centralindia'),
    ('insouth', 'southindia'),
    ('caeast', 'canadaeast'),
    ('cacentral', 'canadacentral'),
    ('brsouth', 'brazilsouth'),
    ('frcentral', 'francecentral'),
    ('dewestcentral', 'germanywestcentral'),
    ('chnorth', 'switzerlandnorth'),
    ('secentral', 'swedencentral'),
    ('noeast', 'norwayeast'),
    ('itnorth', 'italynorth'),
    ('escentral', 'spaincentral'),
    ('plcentral', 'polandcentral'),
    ('aenorth', 'uaenorth'),
    ('zanorth', 'southafricanorth')
) AS t (alias, region_id)
UNION
SELECT lower(replace(region_name, ' ', '')), region_id
FROM ref_region
WHERE provider = 'Microsoft'
