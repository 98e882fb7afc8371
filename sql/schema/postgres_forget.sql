-- postgres_forget: drop a prepared statement to make its place free.
-- {{statement}}  the name of the place
DEALLOCATE {{statement}}
