-- norm_tag_join: the value of one normalised tag beside each charge; a charge without it stays, with NULL.
-- {{tag_value}}  norm_tag
-- {{key}}        parameter with the normalised key
-- {{number}}     which group column this is
LEFT JOIN (
    SELECT provider_name AS provider_{{number}}, tag_set_id AS set_{{number}}, value AS value_{{number}}
    FROM {{tag_value}} AS tag
    WHERE key = {{key}}
) AS tag_{{number}} ON set_{{number}} = tag_set_id AND provider_{{number}} = coalesce(provider_name, '')
