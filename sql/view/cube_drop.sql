-- cube_drop: forget a cube.
-- {{name}}  name of the cube
DROP TABLE IF EXISTS {{name}}
