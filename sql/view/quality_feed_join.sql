-- quality_feed_join: the number of each charge's feed, of the feeds that are looked at.
-- {{sources}}  (delivery, feed)
JOIN (VALUES {{sources}}) AS source(source_delivery_id, feed_no) ON source_delivery_id = sys_delivery_id
