-- norm_tag_join: the value of one normalised tag beside each charge; a charge without it stays, with NULL.
-- {{tag_value}}  norm_tag
-- {{group}}      the group of a charge's provider
-- {{key}}        parameter with the normalised key
-- {{number}}     which group column this is
LEFT JOIN (
    SELECT provider_group AS group_{{number}}, tag_set_id AS set_{{number}}, value AS value_{{number}}
    FROM {{tag_value}} AS tag
    WHERE key = {{key}}
) AS tag_{{number}} ON set_{{number}} = tag_set_id AND group_{{number}} = {{group}}
