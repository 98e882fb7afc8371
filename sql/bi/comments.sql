-- comments: what the views are, and what those of their columns hold that the table of columns does not have.
COMMENT ON SCHEMA bi IS
    'What counts in centavo, for reports and dashboards: read only, and stable from version to version. All times are UTC. '
    'Never add up costs of different billing_currency.';

COMMENT ON VIEW bi.charge IS
    'Charges that count, one row each, with the columns of FOCUS. A condition on sys_billing_month reads that month only. '
    'Large: for sums by day or month ask cost_daily or cost_monthly.';
COMMENT ON COLUMN bi.charge.source_name IS 'Feed that the charge came from.';
COMMENT ON COLUMN bi.charge.tag_set_id IS 'With sys_delivery_id: the tags of the charge in bi.tag. Null: it has none.';

COMMENT ON VIEW bi.cost_daily IS
    'Cost of every day by account, service, region and kind of charge, of the charges that count. Its sums are exactly those '
    'of bi.charge.';
COMMENT ON COLUMN bi.cost_daily.source_name IS 'Feed that the charges came from.';
COMMENT ON COLUMN bi.cost_daily.charge_date IS 'Day on which the charges began.';
COMMENT ON COLUMN bi.cost_daily.billing_period_start IS 'First day of the invoice month.';
COMMENT ON COLUMN bi.cost_daily.charge_count IS 'Charges in this row.';

COMMENT ON VIEW bi.cost_monthly IS
    'Cost of every month by account, service, region, kind of charge and tags, of the charges that count. Its sums are '
    'exactly those of bi.charge.';
COMMENT ON COLUMN bi.cost_monthly.source_name IS 'Feed that the charges came from.';
COMMENT ON COLUMN bi.cost_monthly.charge_month IS 'First day of the month in which the charges began.';
COMMENT ON COLUMN bi.cost_monthly.billing_period_start IS 'First day of the invoice month.';
COMMENT ON COLUMN bi.cost_monthly.charge_count IS 'Charges in this row.';
COMMENT ON COLUMN bi.cost_monthly.tag_set_id IS 'With sys_delivery_id: the tags of the charges in bi.tag. Null: they have none.';

COMMENT ON VIEW bi.tag IS 'Tags of charges that count: a row for each key of a set of tags.';
COMMENT ON COLUMN bi.tag.sys_delivery_id IS 'Delivery that the set belongs to.';
COMMENT ON COLUMN bi.tag.tag_set_id IS 'Set of tags; many charges share one.';
COMMENT ON COLUMN bi.tag.key IS 'Key of the tag as the bill has it.';
COMMENT ON COLUMN bi.tag.value IS 'Value of the tag as the bill has it.';

COMMENT ON VIEW bi.delivery IS 'Bills as they were received: what became of them and when, also those that do not count.';
COMMENT ON COLUMN bi.delivery.delivery_id IS 'Number of the delivery: sys_delivery_id of its charges.';
COMMENT ON COLUMN bi.delivery.source_name IS 'Feed that it belongs to. Null: it was not recognised.';
COMMENT ON COLUMN bi.delivery.format IS 'Format of the bill. Null: it was not recognised.';
COMMENT ON COLUMN bi.delivery.format_version IS 'Version of that format.';
COMMENT ON COLUMN bi.delivery.mapping_version IS 'Version of the mapping rules.';
COMMENT ON COLUMN bi.delivery.delivery_name IS 'File, directory or manifest, as it was given.';
COMMENT ON COLUMN bi.delivery.state IS
    'active: something of it counts. superseded: others replaced it. held: a person has to decide. rejected, duplicate, '
    'staged, discovered, checked: it does not count.';
COMMENT ON COLUMN bi.delivery.message IS 'Why it is in that state, in words.';
COMMENT ON COLUMN bi.delivery.first_billing_month IS 'First month that it describes.';
COMMENT ON COLUMN bi.delivery.last_billing_month IS 'Last month that it describes.';
COMMENT ON COLUMN bi.delivery.scope_count IS 'Months, or days of a simple CSV, that it describes.';
COMMENT ON COLUMN bi.delivery.counting_scope_count IS 'How many of them count.';
COMMENT ON COLUMN bi.delivery.shadow_scope_count IS
    'How many of them are the same money as another feed that counts, and are only compared.';
COMMENT ON COLUMN bi.delivery.byte_count IS 'Size of its files.';
COMMENT ON COLUMN bi.delivery.row_count IS 'Rows that were read.';
COMMENT ON COLUMN bi.delivery.charge_count IS 'Charges that were made of them.';
COMMENT ON COLUMN bi.delivery.dropped_count IS 'Rows that a named rule left out or folded into others.';
COMMENT ON COLUMN bi.delivery.rejected_count IS 'Rows that could not be mapped.';
COMMENT ON COLUMN bi.delivery.produced_at IS 'When the provider made it, or else when it arrived.';
COMMENT ON COLUMN bi.delivery.arrived_at IS 'When it arrived here.';
COMMENT ON COLUMN bi.delivery.activated_at IS 'When it began to count. Null: it never did.';
COMMENT ON COLUMN bi.delivery.superseded_at IS 'When the last of it was replaced. Null: it was not.';
COMMENT ON COLUMN bi.delivery.duplicate_of IS 'Delivery that brought the same bytes before.';

COMMENT ON VIEW bi.delivery_total IS 'What every delivery adds up to, whether it counts or not, a row for each currency.';
COMMENT ON COLUMN bi.delivery_total.delivery_id IS 'Number of the delivery.';
COMMENT ON COLUMN bi.delivery_total.billing_currency IS 'ISO 4217 code of the invoice.';
COMMENT ON COLUMN bi.delivery_total.control_total IS 'What the bill itself adds up to, with all its decimals.';
COMMENT ON COLUMN bi.delivery_total.billed_cost IS 'Sum of billed_cost of its charges.';
COMMENT ON COLUMN bi.delivery_total.effective_cost IS 'Sum of effective_cost of its charges.';
COMMENT ON COLUMN bi.delivery_total.list_cost IS 'Sum of list_cost of its charges.';
COMMENT ON COLUMN bi.delivery_total.contracted_cost IS 'Sum of contracted_cost of its charges.';
COMMENT ON COLUMN bi.delivery_total.charge_count IS 'Charges that were made of its rows.';
