-- INV-05: the commitment columns agree: id, category and type are set together; a status is set for usage under a commitment
-- and only there; an unused part stands on the commitment itself and consumed nothing.
-- {{charge}}  the charges of one delivery
SELECT sys_file_no, sys_row_no,
    concat('commitment id ', coalesce(commitment_discount_id, 'null'), ', category ', coalesce(commitment_discount_category, 'null'),
           ', type ', coalesce(commitment_discount_type, 'null'), ', status ', coalesce(commitment_discount_status, 'null'), ' on a ',
           charge_category, ' row') AS detail
FROM {{charge}} AS charge
WHERE (commitment_discount_id IS NULL) <> (commitment_discount_category IS NULL)
   OR (commitment_discount_id IS NULL) <> (commitment_discount_type IS NULL)
   OR (commitment_discount_status IS NOT NULL) <> (commitment_discount_id IS NOT NULL AND charge_category = 'Usage')
   OR (commitment_discount_status = 'Unused'
       AND (resource_id IS DISTINCT FROM commitment_discount_id OR consumed_quantity IS NOT NULL))
