-- focus_oci: the reference number of every row of Oracle's FOCUS report, which grows by some files a day.
-- step: facts reference_row
CREATE TEMP TABLE reference_row AS
SELECT sys_file_no, sys_row_no, oci_reference_number AS reference, billing_currency,
    money(billed_cost) AS cost, money_rest(billed_cost) AS rest, CAST(moment(charge_period_start) AS DATE) AS charge_date
FROM raw
