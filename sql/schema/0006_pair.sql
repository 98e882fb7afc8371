-- 0006_pair: when each half of a pair was produced (mappings.md 4).

-- When the file was produced, which for a file of a pair may be earlier than the delivery; NULL: with its delivery.
ALTER TABLE delivery_file ADD COLUMN produced_at TEXT;
