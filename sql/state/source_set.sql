-- source_set: what a person decided about a feed.
-- $1 name   $2 role, or NULL to leave it   $3 priority, or NULL to leave it
UPDATE source SET role = coalesce($2, role), priority = coalesce($3, priority) WHERE name = $1;
