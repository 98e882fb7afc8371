-- copy_in: load what the client sends into a table of PostgreSQL.
-- {{table}}    quoted name of the table
-- {{columns}}  quoted names of the columns that are sent, in their order
-- {{options}}  FORMAT binary or text; FREEZE
COPY {{table}} ({{columns}}) FROM STDIN ({{options}})
