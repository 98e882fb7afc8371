-- relation_files: the rows of several deliveries' files that count.
-- {{files}}   quoted paths
-- {{scopes}}  a condition that leaves out the rows of months or days for which another delivery is active
(SELECT * FROM read_parquet([{{files}}]) WHERE {{scopes}})
