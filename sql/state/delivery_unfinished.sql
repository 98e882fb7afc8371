-- delivery_unfinished: deliveries whose run has not ended, for whatever reason.
SELECT delivery_id FROM delivery WHERE state IN ('discovered', 'checked') ORDER BY delivery_id;
