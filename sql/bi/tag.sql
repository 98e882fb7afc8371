-- tag: the tags of the charges that count, a row for each key of a tag set; joined by sys_delivery_id and tag_set_id.
CREATE OR REPLACE VIEW bi.tag AS
SELECT v.sys_delivery_id, v.tag_set_id, v.key, v.value
FROM tag_value v
WHERE v.sys_delivery_id IN (SELECT l.delivery_id FROM charge_leaf l WHERE l.is_attached);
