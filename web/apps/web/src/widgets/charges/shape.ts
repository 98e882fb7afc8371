/* SPDX-License-Identifier: Apache-2.0 */
/* shape.ts -- columns of a charge: what kind of value they hold, in which order and company they are read. */
import type { Charge, Formatters, Links, MessageKey, Metric } from "@centavo/core";

export interface ColumnGroup {
	label: MessageKey;
	names: string[];
}

export const GROUPS: ColumnGroup[] = [
	{
		label: "charges_what",
		names: [
			"charge_description",
			"charge_category",
			"charge_class",
			"charge_frequency",
			"x_charge_subtype",
			"service_name",
			"service_category",
			"service_subcategory",
			"x_service_component",
			"resource_id",
			"resource_name",
			"resource_type",
			"region_id",
			"region_name",
			"availability_zone",
			"tags",
			"x_cost_category",
			"x_native_charge_id",
		],
	},
	{ label: "charges_when", names: ["charge_period_start", "charge_period_end", "billing_period_start", "billing_period_end"] },
	{
		label: "charges_costs",
		names: [
			"effective_cost",
			"billed_cost",
			"contracted_cost",
			"list_cost",
			"billing_currency",
			"x_native_cost",
			"pricing_currency",
			"pricing_currency_effective_cost",
			"x_billing_exchange_rate",
			"x_effective_cost_is_estimated",
			"x_contracted_cost_is_estimated",
			"x_list_cost_is_estimated",
		],
	},
	{
		label: "charges_price",
		names: [
			"consumed_quantity",
			"consumed_unit",
			"pricing_quantity",
			"pricing_unit",
			"x_pricing_block_size",
			"pricing_category",
			"list_unit_price",
			"contracted_unit_price",
			"pricing_currency_list_unit_price",
			"pricing_currency_contracted_unit_price",
			"sku_id",
			"sku_meter",
			"sku_price_id",
			"sku_price_details",
		],
	},
	{
		label: "charges_who",
		names: [
			"sub_account_id",
			"sub_account_name",
			"sub_account_type",
			"billing_account_id",
			"billing_account_name",
			"billing_account_type",
			"x_compartment_id",
			"x_compartment_name",
			"provider_name",
			"service_provider_name",
			"host_provider_name",
			"publisher_name",
			"invoice_issuer_name",
			"invoice_id",
			"invoice_detail_id",
		],
	},
	{
		label: "charges_commitment",
		names: [
			"commitment_discount_id",
			"commitment_discount_name",
			"commitment_discount_category",
			"commitment_discount_type",
			"commitment_discount_status",
			"commitment_discount_quantity",
			"commitment_discount_unit",
			"x_coverage",
			"commitment_program_eligibility_details",
			"contract_applied",
			"capacity_reservation_id",
			"capacity_reservation_status",
		],
	},
	{
		label: "charges_allocation",
		names: ["allocated_method_id", "allocated_method_details", "allocated_resource_id", "allocated_resource_name", "allocated_tags"],
	},
];

/** Where a charge stands is said in words, not in a table of columns. */
const PLACES = ["sys_delivery_id", "sys_file_no", "sys_row_no", "sys_part_no"];

export type Kind = "money" | "number" | "time" | "flag" | "json" | "text";

const KINDS: [RegExp, Kind][] = [
	[/^(billed|effective|contracted|list)_cost$/, "money"],
	[/_is_estimated$/, "flag"],
	[/_(cost|price|quantity|rate|size|no)$/, "number"],
	[/_period_(start|end)$/, "time"],
	[/^(tags|allocated_tags|contract_applied|x_cost_category|x_source_adjustments)$|_details$/, "json"],
];

export function kindOf(name: string): Kind {
	return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
}

/** Numbers stand at the right, so that their digits line up. */
export function isNumeric(name: string): boolean {
	return kindOf(name) === "money" || kindOf(name) === "number";
}

/** Without what all of them have in common, if there is such a column. */
export function defaultColumns(metric: Metric, common: string | null): string[] {
	const names = ["charge_period_start", metric, "charge_description", "consumed_quantity", "service_name", "sub_account_id", "resource_id"];
	return names.filter((name) => name !== common);
}

/** Names that a browser kept, without those that no charge has; null: nothing useful was kept. */
export function readColumns(kept: string | null): string[] | null {
	const known = new Set(GROUPS.flatMap((group) => group.names));
	const names = (kept ?? "").split(",").filter((name) => known.has(name));
	return names.length > 0 ? names : null;
}

/** A time of a bill is UTC; a day when it is the first instant of one. */
export function timeText(format: Formatters, value: string): string {
	const day = format.day(value.slice(0, 10));
	const time = value.slice(11, 16);
	return time === "" || time === "00:00" ? day : `${day}, ${time} UTC`;
}

export function isEmpty(value: Charge[string]): boolean {
	if (value === null || value === undefined || value === "") return true;
	return typeof value === "object" && Object.keys(value).length === 0;
}

/** The columns of a charge in groups; a column that is not known yet stands with the last one. */
export function groupColumns(charge: Charge): ColumnGroup[] {
	const known = new Set([...GROUPS.flatMap((group) => group.names), ...PLACES]);
	const unknown = Object.keys(charge).filter((name) => !known.has(name));
	const groups = GROUPS.map((group) => ({ ...group, names: group.names.filter((name) => name in charge) }));
	return [...groups, { label: "charges_rest" as const, names: unknown }];
}

/** Key and value pairs of a JSON column, for reading; null when it is no plain object. */
export function pairsOf(value: object): [string, string][] | null {
	if (Array.isArray(value)) return null;
	return Object.entries(value).map(([key, one]) => [key, typeof one === "string" ? one : JSON.stringify(one)]);
}

export function chargeKey(charge: Charge): string {
	return PLACES.map((name) => String(charge[name])).join("-");
}

/** A link to everything that was asked for, not to the page of it that is shown. */
function whole(link: string): string {
	const [path, search] = link.split("?");
	const words = (search ?? "").split("&").filter((word) => !/^(limit|cursor)=/.test(word));
	return `${path}?${words.join("&")}`;
}

export function wholeLinks(links: Links | undefined): Links | undefined {
	if (!links) return undefined;
	const others = Object.fromEntries(Object.entries(links).map(([name, link]) => [name, whole(link)]));
	return { ...others, self: whole(links.self) };
}
