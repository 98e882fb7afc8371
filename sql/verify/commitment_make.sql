-- commitment_make: the scopes that count, to be filled by commitment_scope.
CREATE TEMP TABLE counted (delivery_id BIGINT, scope_start DATE, scope_end DATE, is_day BOOLEAN)
