-- gcp_words: small words of the Google Cloud mappings.
-- A member of a nested column, which may be flattened or one text.
-- step: facts member
CREATE TEMP MACRO gcp_member(flat, record, name) AS coalesce(flat, json_extract_string(record_list(record), '$[0].' || name));

-- A time. BigQuery's interface gives seconds, or microseconds, since 1970.
-- step: facts time
CREATE TEMP MACRO gcp_time(text) AS coalesce(moment(text), CASE
    WHEN money(text) BETWEEN 500000000 AND 99999999999 THEN make_timestamp(CAST(money(text) * 1000000 AS BIGINT))
    WHEN money(text) BETWEEN 500000000000000 AND 99999999999999999 THEN make_timestamp(CAST(money(text) AS BIGINT)) END);

-- The family of a commitment, by the name of a product or a credit.
-- step: facts family
CREATE TEMP MACRO gcp_family(text) AS CASE
    WHEN contains(lower(text), 'dollar') THEN 'dollar'
    WHEN regexp_matches(lower(text), '\b(ram|memory)\b') THEN 'ram'
    WHEN regexp_matches(lower(text), '\b(cpu|vcpu|core)s?\b') THEN 'cpu'
    WHEN regexp_matches(lower(text), '\b(gpu|nvidia)') THEN 'gpu'
    WHEN contains(lower(text), 'ssd') THEN 'ssd'
    ELSE 'other' END;
