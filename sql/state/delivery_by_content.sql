-- delivery_by_content: the delivery that brought the same bytes before and was understood then, newest first.
-- $1 content hash   $2 the delivery that asks
SELECT delivery_id, state FROM delivery
WHERE content_hash = $1 AND delivery_id <> $2 AND state IN ('active', 'superseded', 'held')
ORDER BY delivery_id DESC;
