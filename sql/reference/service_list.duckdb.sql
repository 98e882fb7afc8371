-- service_list: which category the mappings give to which service; a service that is not here is Other.
-- $1 text that a service's name or category contains, in lower case, or NULL   $2 provider, whatever its case, or NULL
SELECT provider AS provider_name, service_key AS service_name, service_category, service_subcategory
FROM ref_service
WHERE ($1 IS NULL OR contains(lower(service_key || ' ' || service_category || ' ' || service_subcategory), lower($1)))
  AND ($2 IS NULL OR lower(provider) = lower($2))
ORDER BY provider, service_category, service_subcategory, service_key;
