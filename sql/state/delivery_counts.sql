-- delivery_counts: how many deliveries are in each state.
SELECT state, count(*) AS delivery_count FROM delivery GROUP BY state ORDER BY state;
