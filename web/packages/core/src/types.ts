/* SPDX-License-Identifier: Apache-2.0 */
/* types.ts -- the shapes that the API answers with. Field names are the API's own. */
import type { Day, Granularity } from "./dates.ts";
import type { Money } from "./money.ts";
import type { Metric } from "./query.ts";

export interface Freshness {
	source: string;
	last_complete_day: Day | null;
}

export interface Context {
	start: Day;
	end: Day;
	granularity: Granularity | "total";
	metric: Metric;
	currency: string | null;
	/** of the period that it is compared with */
	previous_start?: Day;
	previous_end?: Day;
	data_version: string | number;
	/** what was known then; null: what is known now */
	as_of?: string | null;
	/** with compare=as_of */
	compare_as_of?: string;
	freshness?: Freshness[];
	/** some of the period is not final */
	estimated?: boolean;
	/** with currency: whose rates; null when there are none */
	rate_set?: string | null;
	rate_policy?: string;
	missing_rates?: MissingRate[];
}

/** Days of a currency without a rate: every amount with them is null. */
export interface MissingRate {
	billing_currency: string;
	first_day: Day;
	last_day: Day;
	day_count: number;
}

/** The rates of a set and pair. */
export interface Rates {
	rate_set: string;
	base_currency: string;
	quote_currency: string;
}

/** A row of /costs: group columns, `charge_date`, `billing_currency`, the metric; comparison when asked for. */
export interface CostItem {
	billing_currency: string;
	charge_date?: Day;
	is_other?: boolean;
	previous?: Money | null;
	delta?: Money | null;
	delta_ratio?: string | null;
	[column: string]: string | boolean | null | undefined;
}

export interface CostTotal {
	billing_currency: string;
	previous?: Money | null;
	delta?: Money | null;
	delta_ratio?: string | null;
	[column: string]: string | null | undefined;
}

export interface Page {
	limit: number;
	next_cursor: string | null;
}

export interface Links {
	self?: string;
	csv?: string;
	parquet?: string;
	page?: string;
}

export interface CostAnswer {
	context: Context;
	items: CostItem[];
	previous_items?: CostItem[];
	totals: CostTotal[];
	page: Page;
	links: Links;
}

export interface DimensionValue {
	value: string | null;
	label: string | null;
	charge_count: number;
	cost: { billing_currency: string; [metric: string]: string }[];
}

export interface DimensionAnswer {
	items: DimensionValue[];
	page?: Page;
}

export interface TagKey {
	key: string;
	charge_count: number;
	value_count: number;
}

export interface Status {
	name: string;
	version: string;
	data_version: string | number;
	currencies: string[];
	first_charge_date: Day | null;
	last_charge_date: Day | null;
	providers: string[];
	delivery_counts: Record<string, number>;
	engine: string;
}

export type DeliveryState =
	| "discovered"
	| "staged"
	| "checked"
	| "active"
	| "superseded"
	| "held"
	| "rejected"
	| "duplicate";

/** One delivery as `ingest --format json` prints it and as a finished run carries it. */
export interface DeliveryResult {
	delivery_id: number | null;
	name?: string;
	source: string | null;
	format: string | null;
	state: DeliveryState;
	billing_periods: string[];
	row_count?: number;
	charge_count: number;
	rejected_count: number;
	control_total: Record<string, Money>;
	stored_total: Record<string, Money>;
	message: string | null;
}

/** A row of /deliveries. */
export interface Delivery {
	delivery_id: number;
	source: string | null;
	name: string;
	format: string | null;
	format_version: string | null;
	state: DeliveryState;
	message: string | null;
	produced_at?: string | null;
	arrived_at: string;
	activated_at: string | null;
	superseded_at?: string | null;
	duplicate_of?: number | null;
	row_count: number;
	charge_count: number;
	dropped_count: number;
	rejected_count: number;
	byte_count: number;
	/** months such as 2026-10, or days; null before it is mapped */
	first_scope: string | null;
	last_scope: string | null;
}

export interface DeliveryTotal {
	billing_currency: string;
	control_total: Money;
	billed_cost: Money;
	effective_cost: Money;
	list_cost: Money;
	contracted_cost: Money;
	charge_count: number;
}

export type Role = "primary" | "shadow";

export interface DeliveryScope {
	scope_key: string;
	state: string;
	/** while active: primary counts, shadow is only compared */
	role?: Role;
	charge_count: number;
}

/** What a scope holds of whom. */
export interface DeliveryAccount {
	scope_key: string;
	provider_name: string;
	billing_account_id: string;
	invoice_issuer_name: string;
	billing_currency: string;
	billed_cost: Money;
	effective_cost: Money;
	charge_count: number;
}

export interface DeliveryCheck {
	rule: string;
	outcome: "passed" | "note" | "warning" | "failed";
	failing_count: number;
	detail: string;
	/** 1: a guard, which a person may overrule */
	is_acceptable?: number;
}

export interface DeliveryDetail extends Delivery {
	scopes: DeliveryScope[];
	accounts?: DeliveryAccount[];
	totals: DeliveryTotal[];
	files: { file_no: number; name: string; sha256: string; byte_count: number }[];
	checks: DeliveryCheck[];
	drops: { rule: string; billing_currency: string; row_count: number; cost: Money }[];
	rejects: { file_no: number; row_no: number; column: string | null; reason: string }[];
	decisions?: { decision: Decision; reason: string; decided_at: string }[];
}

export type Decision = "accepted" | "rejected";

export interface DiffSide {
	billing_currency: string;
	old: Money;
	new: Money;
	delta: Money;
	old_charge_count: number;
	new_charge_count: number;
}

export interface DiffItem extends DiffSide {
	billing_account_id: string;
	sub_account_id: string;
	account_name: string;
	service_name: string;
	service_category: string;
}

/** What a delivery changes, or how a shadow differs from its primary. */
export interface DeliveryDiff {
	delivery_id: number;
	source: string | null;
	state: DeliveryState;
	compared_with: "replaced" | "primary";
	metric: Metric;
	against: { scope_key: string; delivery_id: number | null; source: string | null; produced_at: string | null }[];
	totals: DiffSide[];
	items: DiffItem[];
	item_count: number;
	page: Page;
}

/** What one step changed of an account and service; the metric stands under its own name. */
export interface PeriodChange {
	change: "added" | "removed" | "changed";
	sub_account_id: string | null;
	service_name: string | null;
	previous: Money;
	delta: Money;
	charge_count: number;
	previous_charge_count: number;
	[metric: string]: string | number | null;
}

/** One change of what counts for a month, by source and currency. */
export interface PeriodStep {
	source: string;
	data_version: string;
	changed_at: string;
	reason: "ingested" | "accepted" | "rejected" | "priority" | "migrated";
	delivery_id: number | null;
	delivery: string | null;
	produced_at: string | null;
	/** null: no charges, neither before nor after */
	billing_currency: string | null;
	previous?: Money | null;
	delta?: Money | null;
	charge_count: number;
	change_count: number;
	changes: PeriodChange[];
	[metric: string]: unknown;
}

export interface PeriodHistory {
	context: { metric: Metric; as_of?: string | null };
	items: PeriodStep[];
}

export interface QualityColumn {
	column: string;
	/** null: the month has no charges */
	null_count: number | null;
	null_ratio: string | null;
	previous_null_count: number | null;
	previous_null_ratio: string | null;
	is_worse: boolean;
}

/** What was known after so many days; the metric stands under its own name. */
export interface QualityArrival {
	days_after_end?: number;
	days_after_use?: number;
	billing_currency: string;
	/** null: nothing is known now */
	ratio: string | null;
	[metric: string]: string | number | null | undefined;
}

export interface TagCollision {
	norm_key: string;
	provider_name: string | null;
	key: string;
	charge_count: number;
	value_count: number;
	/** charges that carry another of these keys with another value, too */
	conflict_count: number;
}

/** What a key is called, or a value: then raw_key is null. */
export interface TagRule {
	norm_key: string;
	raw_key: string | null;
	provider_name: string | null;
	priority: number | null;
	raw_value: string | null;
	norm_value: string | null;
}

export interface TagRuleChange {
	norm_key: string;
	raw_key?: string;
	provider_name?: string;
	raw_value?: string;
	norm_value?: string;
	/** end the rule */
	remove?: boolean;
}

/** How good the data of one feed and month is. */
export interface QualityFeed {
	source: string;
	/** month: it does not bill by the day, so no day can be missing */
	grain: "day" | "month";
	charge_count: number;
	previous_charge_count: number;
	first_charge_date: Day | null;
	last_charge_date: Day | null;
	missing_days: { first_day: Day; last_day: Day; day_count: number }[];
	columns: QualityColumn[];
	tag_collisions: TagCollision[];
	growth: QualityArrival[];
	lateness: QualityArrival[];
}

export interface Quality {
	context: { metric: Metric };
	items: QualityFeed[];
}

/** A billing month that has bills or invoices. */
export interface Period {
	billing_period: string;
	source_count: number;
	charge_count: number;
	invoice_count: number;
}

export type ReconcileClass = "exact" | "within_tolerance" | "different" | "no_invoice" | "no_charges";

export interface ReconcileLine {
	/** null: these charges are on no line */
	charge_category: string | null;
	service_name: string | null;
	service_category: string | null;
	sub_account_id: string | null;
	sub_account_name: string | null;
	region_id: string | null;
	publisher_name: string | null;
	description: string | null;
	billed_cost: Money;
	invoice_cost: Money | null;
	delta: Money;
	charge_count: number;
	cause: string;
}

/** One invoice, or one account and currency, beside its charges. */
export interface ReconcileUnit {
	invoice_issuer_name: string;
	billing_account_id: string;
	/** null: all charges of the account are compared */
	invoice_id: string | null;
	invoice_ids: string | null;
	billing_currency: string;
	sources: string | null;
	charge_count: number;
	billed_cost: Money;
	invoice_cost: Money | null;
	/** bills less invoice */
	delta: Money | null;
	tolerance: Money | null;
	class: ReconcileClass;
	unexplained: Money | null;
	acceptance: { reason: string; accepted_by: string; accepted_at: string } | null;
	groups: {
		category_group: "pre_tax" | "tax" | "credit";
		billed_cost: Money;
		invoice_cost: Money;
		delta: Money;
		class: string;
		charge_count: number;
	}[];
	causes: { cause: string; amount: Money; detail: string; line_count: number }[];
	evidence: { kind: string; detail: string; likely: Money | null }[];
	lines: ReconcileLine[];
}

export interface Reconciliation {
	billing_period: string;
	data_version: string;
	class: ReconcileClass | "";
	may_close: boolean;
	items: ReconcileUnit[];
}

/** What a person types of an invoice; what is left out is taken from the month's bills. */
export interface InvoiceTyped {
	invoice_id: string;
	month: string;
	billed_cost: Money;
	billing_currency: string;
	charge_category?: string;
	invoice_issuer_name?: string;
	billing_account_id?: string;
	service_name?: string;
}

export interface InvoicesTaken {
	line_count: number;
	added_count: number;
	replaced_count: number;
	ignored_columns: string | null;
}

export interface AcceptedDifference {
	invoice_issuer_name: string;
	billing_account_id: string;
	invoice_id?: string;
	billing_currency: string;
	delta: Money;
	reason: string;
	accepted_by: string;
}

/** A feed that bills come from. */
export interface Source {
	source_id: number;
	name: string;
	provider_name: string | null;
	format: string;
	billing_account_id: string | null;
	role: Role;
	priority: number;
	active_delivery_count: number;
	first_charge_date: Day | null;
	last_charge_date: Day | null;
	created_at: string;
	last_activated_at: string | null;
}

export const RUN_STATES = [
	"landing",
	"recognising",
	"mapping",
	"checking",
	"rolling_up",
	"activating",
	"done",
	"failed",
] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface Run {
	run_id: number;
	state: RunState;
	bytes_done: number;
	bytes_total: number | null;
	row_count: number;
	deliveries: DeliveryResult[];
	error: Problem | null;
}

/** RFC 9457. */
export interface Problem {
	type?: string;
	title: string;
	status?: number;
	code?: string;
	detail?: string;
	parameter?: string;
	instance?: string;
}

/** The part of an OpenAPI 3.1 document that the reference shows. */
export interface OpenApi {
	info: { title: string; version: string; description?: string };
	paths: Record<string, Record<string, OpenApiOperation>>;
	components?: { schemas?: Record<string, OpenApiSchema> };
}

export interface OpenApiOperation {
	operationId?: string;
	summary?: string;
	description?: string;
	tags?: string[];
	parameters?: OpenApiParameter[];
	requestBody?: { description?: string; content?: Record<string, { schema?: OpenApiSchema }> };
	responses?: Record<string, { description?: string; content?: Record<string, { schema?: OpenApiSchema }> }>;
}

export interface OpenApiParameter {
	name: string;
	in: string;
	required?: boolean;
	description?: string;
	schema?: OpenApiSchema;
	example?: unknown;
}

export interface OpenApiSchema {
	$ref?: string;
	type?: string | string[];
	format?: string;
	description?: string;
	enum?: unknown[];
	default?: unknown;
	example?: unknown;
	items?: OpenApiSchema;
	properties?: Record<string, OpenApiSchema>;
	required?: string[];
	additionalProperties?: boolean | OpenApiSchema;
	oneOf?: OpenApiSchema[];
	anyOf?: OpenApiSchema[];
	allOf?: OpenApiSchema[];
}
