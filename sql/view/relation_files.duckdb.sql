-- relation_files: the rows of several deliveries' files that count.
-- {{none}}    the empty relation of this kind: a column that is newer than a file is null in its rows
-- {{files}}   quoted paths
-- {{scopes}}  a condition that leaves out the rows of months or days for which another delivery is active
(SELECT * FROM {{none}}
UNION ALL BY NAME
SELECT * FROM read_parquet([{{files}}], union_by_name = true) WHERE {{scopes}})
