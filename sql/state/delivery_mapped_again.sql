-- delivery_mapped_again: nobody needs to decide about a held delivery any more, because its files were mapped again.
-- $1 the delivery   $2 the one that its files became   $3 now, UTC
UPDATE delivery SET state = 'superseded', superseded_at = $3, message = 'mapped again as delivery ' || $2
WHERE delivery_id = $1 AND state = 'held';
