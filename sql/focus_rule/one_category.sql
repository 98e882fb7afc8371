-- one_category: a service has one category.
-- Since FOCUS 1.0. Source: ServiceCategory; INV-11.
SELECT min(row_no) AS row_no, concat(ServiceName, ' has several categories') AS detail
FROM focus
GROUP BY coalesce(ServiceProviderName, ProviderName), ServiceName
HAVING count(DISTINCT concat_ws('/', ServiceCategory, ServiceSubcategory)) > 1
