-- invoice_one: is there such a line, and in which data version was it given last?
-- $1 issuer   $2 invoice   $3 line
SELECT seen_version FROM invoice_detail WHERE invoice_issuer_name = $1 AND invoice_id = $2 AND invoice_detail_id = $3;
