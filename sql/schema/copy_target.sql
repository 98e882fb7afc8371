-- copy_target: of which types the columns are that something is loaded into. No row.
-- {{columns}}  quoted names of the columns   {{table}}  quoted name of the table
SELECT {{columns}} FROM {{table}} LIMIT 0
