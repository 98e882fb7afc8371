-- commitment_files: the charges of several deliveries; columns that are newer than a file are null in its rows.
-- {{files}}  quoted paths
read_parquet([{{files}}], union_by_name = true)
