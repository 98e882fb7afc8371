-- commitment_deliveries: the deliveries that count, each once, however many scopes of it do.
SELECT DISTINCT delivery_id FROM counted ORDER BY delivery_id
