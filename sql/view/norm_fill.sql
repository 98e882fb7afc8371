-- norm_fill: some rows of one of these tables.
-- {{table}}  its name   {{rows}}  quoted
INSERT INTO {{table}} VALUES {{rows}}
