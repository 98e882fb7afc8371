/* SPDX-License-Identifier: Apache-2.0 */
/* names.ts -- the words of the API in the words of people. What has no entry shows its own name. */
import { ApiError, isDay, type Formatters, type MessageKey, type Translate } from "@centavo/core";

const DIMENSION_KEYS: Record<string, MessageKey> = {
	provider_name: "dim_provider_name",
	billing_account_id: "dim_billing_account_id",
	sub_account_id: "dim_sub_account_id",
	service_category: "dim_service_category",
	service_name: "dim_service_name",
	region_id: "dim_region_id",
	charge_category: "dim_charge_category",
	pricing_category: "dim_pricing_category",
	billing_currency: "dim_billing_currency",
	cloud: "dim_cloud",
	effective_cost: "metric_effective_cost",
	billed_cost: "metric_billed_cost",
	contracted_cost: "metric_contracted_cost",
	list_cost: "metric_list_cost",
	pricing_currency: "dim_pricing_currency",
	charge_class: "dim_charge_class",
	charge_description: "dim_charge_description",
	charge_frequency: "dim_charge_frequency",
	pricing_unit: "dim_pricing_unit",
	consumed_unit: "dim_consumed_unit",
	billing_account_name: "dim_billing_account_name",
	billing_account_type: "dim_billing_account_type",
	sub_account_name: "dim_sub_account_name",
	sub_account_type: "dim_sub_account_type",
	service_provider_name: "dim_service_provider_name",
	host_provider_name: "dim_host_provider_name",
	invoice_issuer_name: "dim_invoice_issuer_name",
	publisher_name: "dim_publisher_name",
	invoice_id: "dim_invoice_id",
	invoice_detail_id: "dim_invoice_detail_id",
	service_subcategory: "dim_service_subcategory",
	resource_id: "dim_resource_id",
	resource_name: "dim_resource_name",
	resource_type: "dim_resource_type",
	region_name: "dim_region_name",
	availability_zone: "dim_availability_zone",
	sku_id: "dim_sku_id",
	sku_meter: "dim_sku_meter",
	sku_price_id: "dim_sku_price_id",
	commitment_discount_id: "dim_commitment_discount_id",
	commitment_discount_name: "dim_commitment_discount_name",
	commitment_discount_category: "dim_commitment_discount_category",
	commitment_discount_type: "dim_commitment_discount_type",
	commitment_discount_status: "dim_commitment_discount_status",
	commitment_discount_unit: "dim_commitment_discount_unit",
	capacity_reservation_id: "dim_capacity_reservation_id",
	capacity_reservation_status: "dim_capacity_reservation_status",
	allocated_method_id: "dim_allocated_method_id",
	allocated_resource_id: "dim_allocated_resource_id",
	allocated_resource_name: "dim_allocated_resource_name",
	x_charge_subtype: "dim_x_charge_subtype",
	x_coverage: "dim_x_coverage",
	x_service_component: "dim_x_service_component",
	x_compartment_id: "dim_x_compartment_id",
	x_compartment_name: "dim_x_compartment_name",
	list_unit_price: "dim_list_unit_price",
	contracted_unit_price: "dim_contracted_unit_price",
	pricing_currency_list_unit_price: "dim_pricing_currency_list_unit_price",
	pricing_currency_contracted_unit_price: "dim_pricing_currency_contracted_unit_price",
	pricing_currency_effective_cost: "dim_pricing_currency_effective_cost",
	pricing_quantity: "dim_pricing_quantity",
	consumed_quantity: "dim_consumed_quantity",
	billing_period_start: "dim_billing_period_start",
	billing_period_end: "dim_billing_period_end",
	charge_period_start: "dim_charge_period_start",
	charge_period_end: "dim_charge_period_end",
	sku_price_details: "dim_sku_price_details",
	tags: "dim_tags",
	commitment_discount_quantity: "dim_commitment_discount_quantity",
	commitment_program_eligibility_details: "dim_commitment_program_eligibility_details",
	contract_applied: "dim_contract_applied",
	allocated_method_details: "dim_allocated_method_details",
	allocated_tags: "dim_allocated_tags",
	sys_delivery_id: "dim_sys_delivery_id",
	sys_file_no: "dim_sys_file_no",
	sys_row_no: "dim_sys_row_no",
	sys_part_no: "dim_sys_part_no",
	x_native_charge_id: "dim_x_native_charge_id",
	x_native_cost: "dim_x_native_cost",
	x_contracted_cost_is_estimated: "dim_x_contracted_cost_is_estimated",
	x_list_cost_is_estimated: "dim_x_list_cost_is_estimated",
	x_effective_cost_is_estimated: "dim_x_effective_cost_is_estimated",
	x_billing_exchange_rate: "dim_x_billing_exchange_rate",
	x_cost_category: "dim_x_cost_category",
	x_pricing_block_size: "dim_x_pricing_block_size",
	x_source_adjustments: "dim_x_source_adjustments",
};

export function dimensionName(t: Translate, name: string): string {
	const key = DIMENSION_KEYS[name];
	if (key) return t(key);
	const tag = /^(?:norm_)?tag:(.+)$/s.exec(name);
	return tag ? t("dim_tag", { key: tag[1]! }) : name;
}

const METRIC_KEYS: Record<string, MessageKey> = {
	effective_cost: "metric_effective_cost",
	billed_cost: "metric_billed_cost",
	contracted_cost: "metric_contracted_cost",
	list_cost: "metric_list_cost",
	consumed_quantity: "dim_consumed_quantity",
};

export function metricName(t: Translate, metric: string): string {
	const key = METRIC_KEYS[metric];
	return key ? t(key) : metric;
}

const METRIC_HINTS: Record<string, MessageKey> = {
	effective_cost: "metric_effective_cost_hint",
	billed_cost: "metric_billed_cost_hint",
	contracted_cost: "metric_contracted_cost_hint",
	list_cost: "metric_list_cost_hint",
};

export function metricHint(t: Translate, metric: string): string {
	const key = METRIC_HINTS[metric];
	return key ? t(key) : "";
}

const WINDOW_KEYS: Record<string, MessageKey> = {
	"7d": "window_7d",
	"30d": "window_30d",
	"90d": "window_90d",
	"365d": "window_365d",
	all: "window_all",
	mtd: "window_mtd",
	last_month: "window_last_month",
	qtd: "window_qtd",
	ytd: "window_ytd",
};

export function windowName(t: Translate, format: Formatters, window: string): string {
	if (/^\d{4}-\d{2}$/.test(window)) return format.month(`${window}-01`);
	const key = WINDOW_KEYS[window];
	return key ? t(key) : window;
}

const STATE_KEYS: Record<string, MessageKey> = {
	discovered: "state_discovered",
	staged: "state_staged",
	checked: "state_checked",
	active: "state_active",
	superseded: "state_superseded",
	held: "state_held",
	rejected: "state_rejected",
	duplicate: "state_duplicate",
};

export function stateName(t: Translate, state: string): string {
	const key = STATE_KEYS[state];
	return key ? t(key) : state;
}

const REASON_KEYS: Record<string, MessageKey> = {
	ingested: "reason_ingested",
	accepted: "decision_accepted",
	rejected: "decision_rejected",
	priority: "reason_priority",
	migrated: "reason_migrated",
};

/** Why something else counts from a moment on. */
export function reasonName(t: Translate, reason: string): string {
	const key = REASON_KEYS[reason];
	return key ? t(key) : reason;
}

const CAUSE_KEYS: Record<string, MessageKey> = {
	missing_days: "cause_missing_days",
	tax: "cause_tax",
	credits: "cause_credits",
	support: "cause_support",
	marketplace: "cause_marketplace",
	rounding: "cause_rounding",
	currency: "cause_currency",
	other_accounts: "cause_other_accounts",
	other_charges: "cause_other_charges",
	metric: "cause_metric",
	counted_twice: "cause_counted_twice",
	unexplained: "cause_unexplained",
};

/** Why invoice and bills differ. */
export function causeName(t: Translate, cause: string): string {
	const key = CAUSE_KEYS[cause];
	return key ? t(key) : cause;
}

const STANDING_KEYS: Record<string, MessageKey> = {
	equal: "standing_equal",
	tolerance: "standing_tolerance",
	accepted: "standing_accepted",
	different: "standing_different",
	no_invoice: "standing_no_invoice",
	no_charges: "standing_no_charges",
};

/** How an invoice stands to its charges. */
export function standingName(t: Translate, standing: string): string {
	const key = STANDING_KEYS[standing];
	return key ? t(key) : standing;
}

/** What a delivery has to say, without the name and the state that stand beside it anyway. */
export function messageOf(told: { name?: string; message: string | null }): string {
	const { name = "", message } = told;
	const text = message?.startsWith(`${name}: `) ? message.slice(name.length + 2) : (message ?? "");
	/* what to type in a terminal helps nobody here */
	return text.replace(/^(held|rejected|accepted): /, "").replace(/ \(`centavo [^)]*\)$|; say [^;]*--[a-z][^;]*$/, "");
}

/** What went wrong, for who caused it; a server that is not there says nothing itself. */
export function errorText(t: Translate, error: unknown): string {
	if (error instanceof ApiError && error.status === 0) return t("error_unreachable_next");
	return error instanceof Error ? error.message : String(error);
}

/** The last part of a path: where a bill lay says its own page. */
export function fileName(path: string): string {
	return path.replace(/\/+$/, "").split("/").at(-1) || path;
}

/** A day, or a moment of one. */
export function momentText(format: Formatters, moment: string): string {
	return isDay(moment) ? format.day(moment) : format.instant(moment);
}
