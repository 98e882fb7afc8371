/* SPDX-License-Identifier: Apache-2.0 */
/* bills.ts -- deliveries, their proofs and sources. Field names are the API's own. */
import type { Day } from "../dates.ts";
import type { Money } from "../money.ts";
import type { Metric } from "../query.ts";
import type { Page } from "./costs.ts";
import type { Problem } from "./system.ts";

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

/** A feed that does not count beside the one that does, for the accounts that both have. */
export interface ShadowTotal {
	source: string;
	delivery_id: number;
	counts_instead: string;
	billing_currency: string;
	counted: Money;
	shadow: Money;
	delta: Money;
	differs: boolean;
}

export interface SourceComparison {
	month: string;
	metric: Metric;
	items: ShadowTotal[];
}

/** A row of a file that could not be mapped, with what stands in it. */
export interface Reject {
	file_no: number;
	row_no: number;
	column: string | null;
	reason: string;
	[cell: string]: string | number | null;
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
