/* SPDX-License-Identifier: Apache-2.0 */
/* explorer.ts -- what the explorer shows, as one value: a question in the words of the API, and how its answer is looked at.
 *
 * The address of the explorer is the words of the query and those of `Look`. A saved view keeps the two apart:
 * splitExplorer() gives both, joinExplorer() puts them together again.
 */
import { PIVOT_SHOWS, type PivotShow } from "./types/index.ts";
import { dayCount, isDay, monthEnd, printDay, type Day, type Granularity } from "./dates.ts";
import { isFiltered, NO_FILTER, setOnly, toggle } from "./filter.ts";
import { printNames, splitNames } from "./names.ts";
import {
	costParams,
	DEFAULT_QUERY,
	DEFAULT_WINDOW,
	fittingGranularity,
	GRANULARITIES,
	METRICS,
	printQuery,
	readQuery,
	searchText,
	type Metric,
	type Query,
} from "./query.ts";

export const CHARTS = ["bars", "lines", "area", "table", "treemap", "calendar", "pivot"] as const;
export type ChartKind = (typeof CHARTS)[number];

export const EXPLORER_METRICS: readonly Metric[] = [...METRICS, "consumed_quantity"];

/** Columns of the table beside those of the groups. `cost` is the metric, whichever it is. */
export const FIELDS = ["cost", "share", "previous", "delta", "delta_ratio", "charge_count"] as const;
export type Field = (typeof FIELDS)[number];

export const TOPS = [5, 10, 20, 50] as const;
export const DEFAULT_TOP = 10;
export const GROUPS_MAX = 4;

export interface ExplorerState {
	query: Query;
	chart: ChartKind;
	/** dimensions across, for the pivot table */
	columns: string[];
	/** columns of the table; empty: those that fit the question */
	fields: Field[];
	/** dimensions drilled through, in order; their values are in the filter */
	drill: string[];
	/** order of the table in the API's words, such as -delta; null: by cost */
	sort: string | null;
	/** parts that a chart names */
	top: number;
	/** false: the filters are kept but do not count */
	focused: boolean;
	/** the charges themselves are open below */
	charges: boolean;
	/** what stands in the cells of a pivot table */
	show: PivotShow;
	/** the saved view that was opened; what is seen may differ from it by now */
	view: string | null;
}

export const DEFAULT_EXPLORER: ExplorerState = {
	query: DEFAULT_QUERY,
	chart: "bars",
	columns: [],
	fields: [],
	drill: [],
	sort: null,
	top: DEFAULT_TOP,
	focused: true,
	charges: false,
	show: "amount",
	view: null,
};

function readFields(text: string | null): Field[] {
	const names = splitNames(text ?? "").map((name) => ((EXPLORER_METRICS as readonly string[]).includes(name) ? "cost" : name));
	return [...new Set(names)].filter((name): name is Field => (FIELDS as readonly string[]).includes(name));
}

function readTop(text: string | null): number {
	const top = /^\d{1,4}$/.test(text ?? "") ? Number(text) : 0;
	return top >= 1 && top <= 1000 ? top : DEFAULT_TOP;
}

/** Whatever an address says; a word that means nothing here is passed over, a dimension that is none the API names. */
export function readExplorer(search: URLSearchParams): ExplorerState {
	const query = readQuery(search, EXPLORER_METRICS);
	return {
		query: { ...query, groups: [...new Set(query.groups)].slice(0, GROUPS_MAX) },
		chart: CHARTS.find((chart) => chart === search.get("chart")) ?? DEFAULT_EXPLORER.chart,
		columns: splitNames(search.get("columns") ?? ""),
		fields: readFields(search.get("fields")),
		drill: splitNames(search.get("drill") ?? ""),
		sort: search.get("sort"),
		top: readTop(search.get("top")),
		focused: search.get("focused") !== "false",
		charges: search.get("charges") === "true",
		show: PIVOT_SHOWS.find((show) => show === search.get("show")) ?? DEFAULT_EXPLORER.show,
		view: search.get("view") || null,
	};
}

/** The page's own words, as texts: what a saved view keeps beside its question. */
export function printLook(state: ExplorerState): Record<string, string> {
	const look: Record<string, string> = {};
	if (state.chart !== DEFAULT_EXPLORER.chart) look["chart"] = state.chart;
	if (state.columns.length > 0) look["columns"] = printNames(state.columns);
	if (state.fields.length > 0) look["fields"] = state.fields.map((field) => (field === "cost" ? state.query.metric : field)).join(",");
	if (state.drill.length > 0) look["drill"] = printNames(state.drill);
	if (state.sort) look["sort"] = state.sort;
	if (state.top !== DEFAULT_TOP) look["top"] = String(state.top);
	if (!state.focused) look["focused"] = "false";
	if (state.charges) look["charges"] = "true";
	if (state.show !== DEFAULT_EXPLORER.show) look["show"] = state.show;
	return look;
}

/** The words of an address that differ from what the explorer assumes. */
export function printExplorer(state: ExplorerState): URLSearchParams {
	const search = printQuery(state.query);
	for (const [name, value] of Object.entries(printLook(state))) search.set(name, value);
	if (state.view) {
		search.set("view", state.view);
		search.set("chart", state.chart);
	}
	return search;
}

/** An address that names a saved view and says nothing else: what is meant is the view as it was saved. */
export function isViewAlone(search: URLSearchParams): boolean {
	return search.has("view") && [...search.keys()].every((name) => name === "view");
}

/** The path of the explorer in this state. */
export function explorerPath(state: ExplorerState): string {
	const text = searchText(printExplorer(state));
	return text ? `/explore?${text}` : "/explore";
}

/** For a saved view: its question, complete in the API's words, and its look. */
export function splitExplorer(state: ExplorerState): { query: string; look: Record<string, string> } {
	const search = costParams(state.query, { compare: state.query.compare, group_by: printNames(state.query.groups) });
	if (state.query.granularity) search.set("granularity", state.query.granularity);
	if (state.columns.length > 0) search.set("columns", printNames(state.columns));
	return { query: searchText(search), look: printLook({ ...state, columns: [], charges: false }) };
}

export function joinExplorer(query: string, look: Record<string, string>): ExplorerState {
	const search = new URLSearchParams(query);
	for (const [name, value] of Object.entries(look)) search.set(name, value);
	return readExplorer(search);
}

/** The query that counts: without its filters while they are switched off. */
export function focusedQuery(state: ExplorerState): Query {
	return state.focused ? state.query : { ...state.query, filter: NO_FILTER, cloud: null };
}

export function isNarrowed(query: Query): boolean {
	return isFiltered(query.filter) || query.cloud !== null;
}

/** How many days a query is about, as well as can be said without asking: enough to choose the width of bars. */
export function queryDays(query: Query, first: Day | null, last: Day | null): number {
	if (query.start && query.end) return dayCount(query.start, query.end);
	const window = query.window ?? DEFAULT_WINDOW;
	const today = last ?? printDay(new Date());
	if (/^\d+d$/.test(window)) return Number.parseInt(window, 10);
	if (window === "all") return first ? dayCount(first, today) : 365;
	if (window === "ytd") return dayCount(`${today.slice(0, 4)}-01-01`, today);
	if (window === "qtd") return 92;
	if (/^\d{4}$/.test(window)) return 365;
	if (isDay(`${window}-01`)) return dayCount(`${window}-01`, monthEnd(`${window}-01`));
	return 31;
}

export type Step = Granularity | "total";

/** Steps that a query can have: an invoice knows no days. */
export function possibleSteps(query: Query): readonly Granularity[] {
	return query.basis === "billing_period" ? GRANULARITIES.filter((step) => step !== "day" && step !== "week") : GRANULARITIES;
}

/** Charts over time have steps; a table and a pivot have them when they are asked for, a treemap never. */
export function stepOf(state: ExplorerState, first: Day | null, last: Day | null): Step {
	if (state.chart === "treemap") return "total";
	if (state.chart === "calendar") return "day";
	const possible = (step: Granularity) => (possibleSteps(state.query).includes(step) ? step : "month");
	if (state.query.granularity) return possible(state.query.granularity);
	if (state.chart === "table" || state.chart === "pivot") return "total";
	return possible(fittingGranularity(queryDays(state.query, first, last)));
}

const TILES = 40;

/* A table has every group, on pages; areas can be many, steps of time cannot. */
function topOf(state: ExplorerState, step: Step): string {
	if (state.chart === "table" && step === "total") return "all";
	return String(state.chart === "treemap" ? Math.max(TILES, state.top) : state.top);
}

/** What is shown as one question to /costs: of a chart its parts, of a table its rows. */
export function explorerParams(state: ExplorerState, step: Step): URLSearchParams {
	const query = focusedQuery(state);
	const groups = printNames(query.groups);
	return costParams(query, {
		granularity: step,
		compare: query.compare,
		...(groups ? { group_by: groups } : {}),
		top: topOf(state, step),
		...(state.sort ? { sort: state.sort } : {}),
	});
}

/** Columns that the answer to this question can have. */
export function possibleFields(state: ExplorerState, step: Step): Field[] {
	const total = step === "total";
	const compared = total && state.query.compare !== "none";
	const there: Record<Field, boolean> = {
		cost: true,
		share: total && state.query.groups.length > 0,
		previous: compared,
		delta: compared,
		delta_ratio: compared,
		charge_count: true,
	};
	return FIELDS.filter((field) => there[field]);
}

/** Columns that the table has: those chosen, as far as they can be there, else all but the count of charges. */
export function shownFields(state: ExplorerState, step: Step): Field[] {
	const possible = possibleFields(state, step);
	const chosen = possible.filter((field) => state.fields.includes(field));
	return chosen.length > 0 ? chosen : possible.filter((field) => field !== "charge_count");
}

/** The order of the table as far as this question can have it: by the metric that is shown, by a group or column that is there. */
export function fittingSort(state: ExplorerState): string | null {
	if (state.sort === null) return null;
	const { metric, groups } = state.query;
	const step = state.chart === "table" ? (state.query.granularity ?? "total") : "total";
	const own = ["billing_currency", "consumed_unit", ...(step === "total" ? [] : ["charge_date"])];
	const there = [...groups, ...own, ...possibleFields(state, step).map((field) => fieldColumn(field, metric))];
	const keys = splitNames(state.sort).map((key) => {
		const [sign, name] = key.startsWith("-") ? ["-", key.slice(1)] : ["", key];
		return [sign, (EXPLORER_METRICS as readonly string[]).includes(name) ? metric : name] as const;
	});
	const kept = keys.filter(([, name]) => there.includes(name)).map(([sign, name]) => `${sign}${name}`);
	return kept.length > 0 ? kept.join(",") : null;
}

/** What a field is called in the answer. */
export function fieldColumn(field: Field, metric: Metric): string {
	return field === "cost" ? metric : field;
}

/** The rows of the table as one question, with exactly the columns that are shown. */
export function tableParams(state: ExplorerState, step: Step): URLSearchParams {
	const search = explorerParams({ ...state, chart: "table" }, step);
	const { groups, metric } = state.query;
	/* columns are called as they stand in the answer, without the quotes that a key needs in group_by */
	const fields = [
		...groups,
		...(step === "total" ? [] : ["charge_date"]),
		"billing_currency",
		...(metric === "consumed_quantity" ? ["consumed_unit"] : []),
		...(search.get("top") === "all" || groups.length === 0 ? [] : ["is_other"]),
		...shownFields(state, step).map((field) => fieldColumn(field, metric)),
	];
	/* a key with a comma in it cannot be said in a list: then there are the usual columns */
	if (!groups.some((name) => name.includes(","))) search.set("fields", fields.join(","));
	if (step !== "total") search.delete("compare");
	return search;
}

/** The pivot table as one question. */
export function pivotParams(state: ExplorerState): URLSearchParams {
	const query = focusedQuery(state);
	return costParams(query, {
		group_by: printNames(query.groups),
		columns: state.columns.length > 0 ? printNames(state.columns) : undefined,
		granularity: query.granularity ?? "total",
		compare: query.compare === "none" ? undefined : query.compare,
		show: state.show === DEFAULT_EXPLORER.show ? undefined : state.show,
		top: String(state.top),
	});
}

/* ---- drill ---- */

/** Where one usually looks next: who, which account, what kind, which service, and then where, which one, what for. */
const PATH = ["provider_name", "sub_account_id", "service_category", "service_name", "region_id", "resource_id", "charge_description"];

/** Dimensions to go on with, the likeliest first: those of the path behind what is grouped and filtered by, then the others of it. */
export function nextDimensions(query: Query): string[] {
	const used = new Set([...query.groups, ...query.filter.clauses.filter((c) => !c.exclude && c.values.length === 1).map((c) => c.name)]);
	const reached = Math.max(-1, ...query.groups.map((name) => PATH.indexOf(name)));
	const free = PATH.filter((name) => !used.has(name));
	return [...free.filter((name) => PATH.indexOf(name) > reached), ...free.filter((name) => PATH.indexOf(name) < reached)];
}

/** Into one group: its values become conditions, and what is inside is split by `next`. */
export function drillInto(state: ExplorerState, values: (string | null)[], next: string): ExplorerState {
	const { query } = state;
	let { filter } = query;
	query.groups.forEach((name, i) => {
		const value = values[i] ?? null;
		filter = value === null ? toggle(removeNameOf(filter, name), name, null, false) : setOnly(filter, name, value);
	});
	const drill = [...state.drill.filter((name) => !query.groups.includes(name)), ...query.groups];
	return { ...state, focused: true, sort: null, drill, query: { ...query, filter, groups: [next] } };
}

function removeNameOf(filter: Query["filter"], name: string): Query["filter"] {
	return { ...filter, clauses: filter.clauses.filter((clause) => clause.name !== name || clause.exclude) };
}

/** Back to the step at this place of the breadcrumb: 0 is before the first. What was drilled into since then is let go. */
export function drillBack(state: ExplorerState, depth: number): ExplorerState {
	const kept = state.drill.slice(0, depth);
	const left = state.drill.slice(depth);
	if (left.length === 0) return state;
	const filter = left.reduce(removeNameOf, state.query.filter);
	return { ...state, drill: kept, sort: null, query: { ...state.query, filter, groups: [left[0]!] } };
}

/** Steps of the breadcrumb: what was drilled through as long as exactly one value of it is still a condition. */
export function drillSteps(state: ExplorerState): { name: string; value: string | null }[] {
	const steps: { name: string; value: string | null }[] = [];
	for (const name of state.drill) {
		const clause = state.query.filter.clauses.find((one) => one.name === name && !one.exclude && !one.match);
		if (!clause || clause.values.length !== 1) break;
		steps.push({ name, value: clause.values[0]! });
	}
	return steps;
}
