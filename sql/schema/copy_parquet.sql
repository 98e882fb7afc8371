-- copy_parquet: write the rows of a query to a Parquet file.
-- {{query}}  the query   {{path}}  quoted path of the file
COPY (
{{query}}
) TO {{path}} (FORMAT parquet, COMPRESSION zstd)
