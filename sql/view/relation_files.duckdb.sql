-- relation_files: the rows of several deliveries' files.
-- {{none}}   the empty relation of this kind: a column that is newer than a file is null in its rows
-- {{files}}  the rows of the files
(SELECT * FROM {{none}}
UNION ALL BY NAME
SELECT * FROM {{files}} AS file)
