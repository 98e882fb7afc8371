-- commitment_scope: one scope that counts.
-- $1 delivery   $2, $3 its dates, half-open   $4 true: it is a charge date; false: a billing month
INSERT INTO counted VALUES ($1, $2, $3, $4)
