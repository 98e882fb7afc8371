-- category: the service category is of the closed list, and the subcategory belongs to it.
-- Since FOCUS 1.0. Source: ServiceCategory, ServiceSubcategory.
SELECT row_no,
    CASE WHEN ServiceCategory IN (SELECT service_category FROM ref_service_category)
         THEN concat(ServiceSubcategory, ' is no subcategory of ', ServiceCategory)
         ELSE concat('there is no service category ', ServiceCategory) END AS detail
FROM focus
WHERE ServiceCategory IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM ref_service_category AS known
    WHERE known.service_category = ServiceCategory
      AND known.service_subcategory = coalesce(ServiceSubcategory, known.service_subcategory))
