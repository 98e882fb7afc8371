-- delivery_decidable: what must be known before a person's decision is followed: the state, whether there are charges to count,
-- and the first broken rule that nobody can accept. Of a pair: a delivery that counts or may count with its half
-- (composed_by), and the rejected one that its own other half came with (composed_of). Of an object of an append feed: its name and days.
-- $1 the delivery
SELECT d.state,
       EXISTS (SELECT 1 FROM delivery_scope s WHERE s.delivery_id = d.delivery_id) AS is_mapped,
       (SELECT c.rule || ': ' || c.detail FROM delivery_check c
        WHERE c.delivery_id = d.delivery_id AND c.outcome = 'failed' AND c.is_acceptable = 0
        ORDER BY c.check_no LIMIT 1) AS broken_rule,
       (SELECT max(o.delivery_id) FROM delivery_file f JOIN delivery o ON o.delivery_id = f.delivery_id
        WHERE f.from_delivery_id = d.delivery_id AND o.state IN ('active', 'held')) AS composed_by,
       (SELECT max(o.delivery_id) FROM delivery_file f JOIN delivery o ON o.delivery_id = f.from_delivery_id
        WHERE f.delivery_id = d.delivery_id AND o.state = 'rejected') AS composed_of,
       (SELECT min(substr(k.scope_key, 9)) FROM delivery_scope k
        WHERE k.delivery_id = d.delivery_id AND substr(k.scope_key, 8, 1) = '/' AND k.charge_count > 0) AS object,
       (SELECT f.name FROM source f WHERE f.source_id = d.source_id) AS source, d.format, d.kind,
       (SELECT min(k.first_charge_date) FROM delivery_scope k WHERE k.delivery_id = d.delivery_id) AS first_charge_date,
       (SELECT max(k.last_charge_date) FROM delivery_scope k WHERE k.delivery_id = d.delivery_id) AS last_charge_date
FROM delivery d WHERE d.delivery_id = $1;
