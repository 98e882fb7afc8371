-- delivery: every bill that was received and what became of it, also those that do not count.
CREATE OR REPLACE VIEW bi.delivery AS
WITH scope AS (
    SELECT delivery_id, min(CAST(scope_start AS date)) AS first_date, max(CAST(scope_end AS date)) AS end_date,
        count(*) AS scope_count,
        count(*) FILTER (WHERE state = 'active' AND role = 'primary') AS counting_count,
        count(*) FILTER (WHERE state = 'active' AND role = 'shadow') AS shadow_count
    FROM delivery_scope
    GROUP BY delivery_id
)
SELECT
    d.delivery_id,
    s.name AS source_name,
    d.format,
    d.format_version,
    d.mapping_version,
    d.name AS delivery_name,
    d.state,
    d.message,
    CAST(date_trunc('month', CAST(o.first_date AS timestamp)) AS date) AS first_billing_month,
    CAST(date_trunc('month', CAST(o.end_date - 1 AS timestamp)) AS date) AS last_billing_month,
    coalesce(o.scope_count, 0) AS scope_count,
    coalesce(o.counting_count, 0) AS counting_scope_count,
    coalesce(o.shadow_count, 0) AS shadow_scope_count,
    d.byte_count,
    d.row_count,
    d.charge_count,
    d.dropped_count,
    d.rejected_count,
    CAST(d.produced_at AS timestamptz) AT TIME ZONE 'UTC' AS produced_at,
    CAST(d.arrived_at AS timestamptz) AT TIME ZONE 'UTC' AS arrived_at,
    CAST(d.activated_at AS timestamptz) AT TIME ZONE 'UTC' AS activated_at,
    CAST(d.superseded_at AS timestamptz) AT TIME ZONE 'UTC' AS superseded_at,
    d.duplicate_of
FROM delivery d
LEFT JOIN source s ON s.source_id = d.source_id
LEFT JOIN scope o ON o.delivery_id = d.delivery_id;
