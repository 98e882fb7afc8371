-- delivery_decidable: what must be known before a person's decision is followed: the state, whether there are charges to count,
-- and the first broken rule that nobody can accept.
-- $1 the delivery
SELECT d.state,
       EXISTS (SELECT 1 FROM delivery_scope s WHERE s.delivery_id = d.delivery_id) AS is_mapped,
       (SELECT c.rule || ': ' || c.detail FROM delivery_check c
        WHERE c.delivery_id = d.delivery_id AND c.outcome = 'failed' AND c.is_acceptable = 0
        ORDER BY c.check_no LIMIT 1) AS broken_rule
FROM delivery d WHERE d.delivery_id = $1;
