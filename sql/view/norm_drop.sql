-- norm_drop: forget these tables.
-- {{name}}  begins the names of both
DROP TABLE IF EXISTS {{name}}_key;
DROP TABLE IF EXISTS {{name}}_value
