-- charge_unwanted: deliveries whose charges are in the database although the catalogue has nothing of them: their runs died.
-- One that was entered has scopes, and stays: who asks for the past may ask for it, whatever became of it. One whose run has not
-- ended stays, too: a sweep has ended all but those that it does not know of, since they lost their lock.
SELECT k.delivery_id
FROM charge_delivery k LEFT JOIN delivery d ON d.delivery_id = k.delivery_id
WHERE coalesce(d.state, '') NOT IN ('active', 'superseded', 'held', 'discovered', 'checked')
  AND NOT EXISTS (SELECT 1 FROM delivery_scope s WHERE s.delivery_id = k.delivery_id)
ORDER BY k.delivery_id;
