-- cube_size: how many rows a cube has.
-- {{name}}  name of the cube
SELECT count(*) FROM {{name}}
