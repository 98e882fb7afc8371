-- cost_tag_join: the value of one tag beside each charge; a charge without it stays, with NULL.
-- {{tag_value}}  tags of the deliveries that are read, where a set may occur several times
-- {{key}}        parameter with the tag's key
-- {{number}}     which group column this is
LEFT JOIN (
    SELECT tag_set_id AS set_{{number}}, min(value) AS value_{{number}}
    FROM {{tag_value}} AS tag
    WHERE key = {{key}}
    GROUP BY tag_set_id
) AS tag_{{number}} ON set_{{number}} = tag_set_id
