-- run_context: what the rules may know of a delivery that its rows do not say.
-- {{produced_at}}  when it was produced   {{grace_days}}  how long after a month's end the provider still completes it
-- {{settings}}  (name, value) of each configuration key that mappings may ask for; the value is NULL where it is not set
-- {{earlier}}  (path, first_charge_date, last_charge_date) of the charges of the feed's other deliveries that count
-- {{files}}  (file_no, name, kind) per file; the kind is NULL where its rows must tell
-- is_closed: was this billing month closed when the delivery was produced? (focus-model.md 4.1)
CREATE TEMP MACRO is_closed(month) AS
    CAST(month AS DATE) + INTERVAL 1 MONTH + INTERVAL {{grace_days}} DAY <= TIMESTAMP {{produced_at}};
CREATE TEMP TABLE delivery_file AS
SELECT CAST(file_no AS INTEGER) AS file_no, CAST(name AS VARCHAR) AS name, CAST(kind AS VARCHAR) AS kind
FROM (VALUES {{files}}) AS t (file_no, name, kind);
CREATE TEMP TABLE setting AS
SELECT CAST(name AS VARCHAR) AS name, CAST(value AS VARCHAR) AS value
FROM (VALUES {{settings}}) AS t (name, value);
CREATE TEMP TABLE earlier_delivery AS
SELECT CAST(path AS VARCHAR) AS path, CAST(first_date AS DATE) AS first_charge_date, CAST(last_date AS DATE) AS last_charge_date
FROM (VALUES {{earlier}}) AS t (path, first_date, last_date)
WHERE path IS NOT NULL;
