-- column_fill: how many charges of some deliveries there are, and in how many of them each column has a value. Read from the
-- statistics of the files, not from their charges.
-- {{charge}}  quoted paths of the charges
(SELECT path_in_schema AS name, num_values AS charge_count, num_values - stats_null_count AS filled_count
FROM parquet_metadata([{{charge}}]))
