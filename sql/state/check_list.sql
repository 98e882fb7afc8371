-- check_list: the findings about one delivery, in the order they were made.
-- $1 the delivery
SELECT rule, outcome, failing_count, detail, is_acceptable FROM delivery_check WHERE delivery_id = $1 ORDER BY check_no;
