/* SPDX-License-Identifier: Apache-2.0 */
/* months.ts -- months: history, quality, reconciliation. Field names are the API's own. */
import type { Day } from "../dates.ts";
import type { Money } from "../money.ts";
import type { Metric } from "../query.ts";
import type { TagCollision } from "./tags.ts";

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
