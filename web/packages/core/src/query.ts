/* SPDX-License-Identifier: Apache-2.0 */
/* query.ts -- the page's state in the words of the API.
 *
 * One struct, printed to the URL of the page and to the URL of the API by the same function: copying the link is
 * copying the query. Short forms that people type (`service_name=Amazon S3`, repeated) are read as clauses.
 */
import { isDay, type Day, type Granularity } from "./dates.ts";
import { NO_FILTER, parseFilter, printFilter, toggle, type Filter } from "./filter.ts";
import { printNames, splitNames } from "./names.ts";

export const METRICS = ["effective_cost", "billed_cost", "contracted_cost", "list_cost"] as const;
/** What is added up; quantities are for those who ask for them by unit, and no amount of money. */
export type Metric = (typeof METRICS)[number] | "consumed_quantity";

export const BASES = ["charge_period", "billing_period"] as const;
/** whether the period is that of use or that of the invoice */
export type Basis = (typeof BASES)[number];

export const WINDOWS = ["7d", "30d", "90d", "365d", "mtd", "last_month", "qtd", "ytd", "all"] as const;
export const DEFAULT_WINDOW = "30d";

export const COMPARES = ["previous", "year_ago", "none"] as const;
/** A period, or the same days as they were known at a moment: `as_of:2026-11-03T12:00:00Z`. */
export type Compare = (typeof COMPARES)[number] | `as_of:${string}`;

export const GRANULARITIES = ["day", "week", "month", "quarter", "year"] as const;

export interface Query {
	/** `30d`, `mtd`, `2026-05`...; null when start and end say it */
	window: string | null;
	start: Day | null;
	end: Day | null;
	metric: Metric;
	compare: Compare;
	/** null: chosen from the length of the period */
	granularity: Granularity | null;
	/** dimensions, `tag:<key>` or `norm_tag:<key>` that costs are split by, at most four; a chart over time takes the first */
	groups: string[];
	basis: Basis;
	/** charges of this currency alone; null: each by itself */
	currency: string | null;
	/** quantities of this unit alone; null: the one that costs most */
	unit: string | null;
	/** everything in this currency, at dated rates; null: as billed. Whose rates and of which day: the API's words */
	convert: string | null;
	/** as billed, said outright: `currency=none`, against a currency that this browser begins with */
	as_billed: boolean;
	rate_set: string | null;
	rate_policy: string | null;
	/** short form of the provider, kept because links of other programs use it */
	cloud: string | null;
	/** what was known at the end of a day, or at a moment; null: now */
	as_of: string | null;
	filter: Filter;
}

export const DEFAULT_QUERY: Query = {
	window: null,
	start: null,
	end: null,
	metric: "effective_cost",
	compare: "previous",
	granularity: null,
	groups: ["service_name"],
	basis: "charge_period",
	currency: null,
	unit: null,
	convert: null,
	as_billed: false,
	rate_set: null,
	rate_policy: null,
	cloud: null,
	as_of: null,
	filter: NO_FILTER,
};

/** Dimensions that may stand alone in a URL, as `service_name=Amazon S3`. */
export const DIMENSIONS = [
	"provider_name",
	"service_provider_name",
	"invoice_issuer_name",
	"billing_account_id",
	"billing_account_name",
	"sub_account_id",
	"sub_account_name",
	"service_category",
	"service_subcategory",
	"service_name",
	"region_id",
	"region_name",
	"charge_category",
	"charge_class",
	"charge_frequency",
	"pricing_category",
	"commitment_discount_status",
	"billing_currency",
] as const;

function oneOf<T extends string>(list: readonly T[], value: string | null): T | null {
	return list.find((item) => item === value) ?? null;
}

/** No thirteenth month and no year 0: they have no days to be shown. */
export function isWindow(text: string | null): text is string {
	return text !== null && /^(\d{1,5}d|mtd|qtd|ytd|last_month|all|(?!0000)\d{4}(-(0[1-9]|1[0-2]))?)$/.test(text);
}

/** A day, which stands for its end, or a moment. */
export function isMoment(text: string | null): text is string {
	return text !== null && (isDay(text) || (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))));
}

export function isCompare(text: string | null): text is Compare {
	return oneOf(COMPARES, text) !== null || (text?.startsWith("as_of:") === true && isMoment(text.slice(6)));
}

/** The moment that is compared with, if it is one. */
export function compareMoment(compare: Compare): string | null {
	return compare.startsWith("as_of:") ? compare.slice(6) : null;
}

/** metrics: those that the page can show. */
export function readQuery(search: URLSearchParams, metrics: readonly Metric[] = METRICS): Query {
	const start = search.get("start");
	const end = search.get("end");
	const dated = isDay(start) && isDay(end) && start <= end;
	const window = search.get("window");
	return {
		window: !dated && isWindow(window) ? window : null,
		start: dated ? start : null,
		end: dated ? end : null,
		metric: oneOf(metrics, search.get("metric")) ?? DEFAULT_QUERY.metric,
		compare: isCompare(search.get("compare")) ? (search.get("compare") as Compare) : DEFAULT_QUERY.compare,
		granularity: oneOf(GRANULARITIES, search.get("granularity")),
		groups: search.has("group_by") ? splitNames(search.get("group_by")!) : DEFAULT_QUERY.groups,
		basis: oneOf(BASES, search.get("basis")) ?? DEFAULT_QUERY.basis,
		currency: search.get("billing_currency"),
		unit: search.get("consumed_unit"),
		convert: /^[A-Z]{3}$/.test(search.get("currency") ?? "") ? search.get("currency") : null,
		as_billed: search.get("currency") === "none",
		rate_set: search.get("rate_set"),
		rate_policy: search.get("rate_policy"),
		cloud: search.get("cloud"),
		as_of: isMoment(search.get("as_of")) ? search.get("as_of") : null,
		filter: readShortForms(search, parseFilter(search.get("filter"))),
	};
}

function isDimension(name: string | null): boolean {
	return name !== null && (/^(norm_)?tag:./.test(name) || (DIMENSIONS as readonly string[]).includes(name));
}

function readShortForms(search: URLSearchParams, filter: Filter): Filter {
	let grown = filter;
	for (const [name, text] of search) {
		if (!isDimension(name) || name === "billing_currency") continue;
		/* the one dimension that the API takes as a list in one word */
		const values = name === "charge_category" && text !== "" ? text.split(",") : [text];
		for (const value of values) grown = toggle(grown, name, value === "" ? null : value, false);
	}
	return grown;
}

/** The words of the query that differ from what the page assumes. */
export function printQuery(query: Query): URLSearchParams {
	const search = new URLSearchParams();
	if (query.start && query.end) {
		search.set("start", query.start);
		search.set("end", query.end);
	} else if (query.window) search.set("window", query.window);
	if (query.metric !== DEFAULT_QUERY.metric) search.set("metric", query.metric);
	if (query.compare !== DEFAULT_QUERY.compare) search.set("compare", query.compare);
	if (query.granularity) search.set("granularity", query.granularity);
	const groups = printNames(query.groups);
	if (groups !== printNames(DEFAULT_QUERY.groups)) search.set("group_by", groups);
	if (query.basis !== DEFAULT_QUERY.basis) search.set("basis", query.basis);
	if (query.currency) search.set("billing_currency", query.currency);
	if (query.unit && query.metric === "consumed_quantity") search.set("consumed_unit", query.unit);
	if (query.convert) {
		search.set("currency", query.convert);
		if (query.rate_set) search.set("rate_set", query.rate_set);
		if (query.rate_policy) search.set("rate_policy", query.rate_policy);
	} else if (query.as_billed) search.set("currency", "none");
	if (query.cloud) search.set("cloud", query.cloud);
	if (query.as_of) search.set("as_of", query.as_of);
	const filter = printFilter(query.filter);
	if (filter) search.set("filter", filter);
	return search;
}

/** The words that say when. */
export function periodParams(query: Query): URLSearchParams {
	const search = new URLSearchParams();
	if (query.start && query.end) {
		search.set("start", query.start);
		search.set("end", query.end);
	} else search.set("window", query.window ?? DEFAULT_WINDOW);
	if (query.as_of) search.set("as_of", query.as_of);
	return search;
}

/** Which charges a question is about: its period and its conditions, without what is done with them. */
export function chargeParams(query: Query): URLSearchParams {
	const search = periodParams(query);
	if (query.currency) search.set("billing_currency", query.currency);
	if (query.cloud) search.set("cloud", query.cloud);
	const filter = printFilter(query.filter);
	if (filter) search.set("filter", filter);
	return search;
}

/** The parameters of a request to /costs; `extra` adds what a widget asks for. */
export function costParams(query: Query, extra: Record<string, string | undefined>): URLSearchParams {
	const search = printQuery(query);
	if (!search.has("start") && !search.has("window")) search.set("window", DEFAULT_WINDOW);
	search.set("metric", query.metric);
	search.delete("compare");
	search.delete("granularity");
	search.delete("group_by");
	for (const [name, value] of Object.entries(extra)) if (value !== undefined) search.set(name, value);
	return search;
}

/** As text, with %20 for a blank: not every program reads `+` as one. */
export function searchText(search: URLSearchParams): string {
	return search.toString().replaceAll("+", "%20");
}

/** Short periods by day, long ones by week or month: a bar should stay wide enough to be hit. */
export function fittingGranularity(days: number): Granularity {
	if (days <= 93) return "day";
	return days <= 400 ? "week" : "month";
}
