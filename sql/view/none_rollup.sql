-- none_rollup: the same for a rollup.
-- {{name}}   name of the empty relation
-- {{query}}  the rollup's own query over no charges
CREATE TABLE {{name}} AS {{query}}
