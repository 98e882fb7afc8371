-- INV-11: a service of a provider has one category and one subcategory.
-- {{charge}}  the charges of one delivery
SELECT 0 AS sys_file_no, 0 AS sys_row_no,
    concat('service ', service_name, ' of ', coalesce(provider_name, service_provider_name), ' is in ', min(service_category), '/',
           min(service_subcategory), ' and in ', max(service_category), '/', max(service_subcategory)) AS detail
FROM (
    SELECT DISTINCT provider_name, service_provider_name, service_name, service_category, service_subcategory
    FROM {{charge}} AS charge
) AS service
GROUP BY provider_name, service_provider_name, service_name
HAVING count(*) > 1
