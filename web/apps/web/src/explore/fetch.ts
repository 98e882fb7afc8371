/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- what a state of the explorer asks: parts over time with their whole, in one go; rows of the table by page. */
import {
	costParams,
	explorerParams,
	focusedQuery,
	type ChartKind,
	type Clause,
	getCostPage,
	getCosts,
	getDimension,
	getDimensionNames,
	getRates,
	getTags,
	periodParams,
	pivotParams,
	printFilter,
	searchText,
	tableParams,
	type CostAnswer,
	removeClause,
	type ExplorerState,
	type Query,
	type Step,
} from "@centavo/core";
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Names } from "./offer.ts";
import type { Measure } from "./shape.ts";

/** An answer with the question that it answers: while the next is on its way it is still drawn as what it is. */
export interface SeriesAnswer {
	state: ExplorerState;
	step: Step;
	/** by group */
	split: CostAnswer;
	/** the same without groups: totals of every step, and what they are compared with */
	whole: CostAnswer;
}

async function askSeries(state: ExplorerState, step: Step, signal: AbortSignal): Promise<SeriesAnswer> {
	const params = seriesParams(state, step);
	/* a calendar is of days, whatever they are made of */
	if (state.chart === "calendar") params.delete("group_by");
	if (!params.has("group_by") || step === "total") {
		const whole = await getCosts(params, signal);
		return { state, step, split: whole, whole };
	}
	const alone = new URLSearchParams(params);
	alone.delete("group_by");
	/* of parts only lines show what each was before: a year of days is large enough without */
	if (state.chart !== "lines") params.delete("compare");
	const [split, whole] = await Promise.all([getCosts(params, signal), getCosts(alone, signal)]);
	return { state, step, split, whole };
}

export type Family = "time" | "calendar" | "total";

/** Charts that can draw each other's answers while their own is on its way. */
export function familyOf(chart: ChartKind): Family {
	if (chart === "calendar") return "calendar";
	return chart === "bars" || chart === "lines" || chart === "area" ? "time" : "total";
}

/* What makes a series another one; sort, columns of the table and the like do not. All currencies are asked for: which one
   is drawn is chosen among those that there are. */
function seriesParams(state: ExplorerState, step: Step): URLSearchParams {
	const params = explorerParams({ ...state, query: { ...state.query, currency: null } }, step);
	params.delete("sort");
	return params;
}

function seriesKey(state: ExplorerState, step: Step): string[] {
	const kind = state.chart === "lines" ? "lines" : familyOf(state.chart);
	return [kind, searchText(seriesParams(state, step))];
}

export function useSeries(state: ExplorerState, step: Step, enabled = true): UseQueryResult<SeriesAnswer> {
	return useQuery({
		queryKey: ["bills", "explore", "series", ...seriesKey(state, step)],
		queryFn: ({ signal }) => askSeries(state, step, signal),
		placeholderData: keepPreviousData,
		enabled,
	});
}

export const TABLE_ROWS = 50;

/** Rows of what is copied: as many as the API gives at once. */
const COPIED_ROWS = 1000;

export interface TablePage {
	state: ExplorerState;
	step: Step;
	answer: CostAnswer;
}

function rowsParams(state: ExplorerState, step: Step): URLSearchParams {
	const params = tableParams(state, step);
	params.set("limit", String(TABLE_ROWS));
	return params;
}

/** What is shown as a question whose answer is a file: all of its rows. */
export function fileParams(state: ExplorerState, step: Step): URLSearchParams {
	return state.chart === "pivot" ? pivotParams(state) : tableParams(state, step);
}

/** What is shown as a question to copy. Steps of time come in one piece, groups by as many as the API gives at once. */
export function copiedParams(state: ExplorerState, step: Step): URLSearchParams {
	const params = fileParams(state, step);
	if (state.chart !== "pivot" && step === "total") params.set("limit", String(COPIED_ROWS));
	return params;
}

/** Rows of one currency where there are several: a page of them is full, and a file has what is seen. */
export function inMeasure(state: ExplorerState, measure: Measure | null, several: boolean): ExplorerState {
	if (!several || !measure || state.query.convert) return state;
	return { ...state, query: { ...state.query, currency: measure.currency } };
}

export function useTable(state: ExplorerState, step: Step, enabled = true) {
	const params = rowsParams(state, step);
	const text = searchText(params);
	return useInfiniteQuery({
		queryKey: ["bills", "explore", "table", text],
		queryFn: async ({ pageParam, signal }): Promise<TablePage> => {
			const asked = new URLSearchParams(text);
			if (pageParam) asked.set("cursor", pageParam);
			return { state, step, answer: await getCostPage(asked, signal) };
		},
		initialPageParam: "",
		getNextPageParam: (last) => last.answer.page.next_cursor,
		placeholderData: keepPreviousData,
		enabled,
	});
}

/** Totals of every step for a table by step, in the order of time; of any other table they are in the answer. */
export function useStepTotals(state: ExplorerState, step: Step, enabled: boolean): UseQueryResult<CostAnswer> {
	const text = searchText(costParams(focusedQuery(state), { granularity: step }));
	return useQuery({
		queryKey: ["bills", "explore", "steps", text],
		queryFn: ({ signal }) => getCosts(new URLSearchParams(text), signal),
		placeholderData: keepPreviousData,
		enabled: enabled && step !== "total",
	});
}

/** Names of all dimensions and keys of tags: what can be grouped and filtered by. */
export function useNames(as_of: string | null): UseQueryResult<Names> {
	return useQuery({
		queryKey: ["bills", "explore", "names", as_of],
		queryFn: async ({ signal }): Promise<Names> => {
			const [dimensions, tags] = await Promise.all([getDimensionNames(signal), getTags(as_of, signal)]);
			return { dimensions, tags };
		},
	});
}

/** Sets of exchange rates, the chosen one among them though it may be gone. */
export function useRateSets(chosen: string | null): string[] {
	const rates = useQuery({ queryKey: ["bills", "rates"], queryFn: ({ signal }) => getRates(signal) }).data ?? [];
	return [...new Set([...rates.map((rate) => rate.rate_set), ...(chosen ? [chosen] : [])])].sort();
}

/** What a question has no answer with, though it has one without it. */
export interface Narrow {
	clause: Clause | null;
	rest: boolean;
	query: Query;
}

function withoutEach(query: Query): Narrow[] {
	const { filter } = query;
	const clauses = filter.clauses.map((clause) => ({ clause, rest: false, query: { ...query, filter: removeClause(filter, clause) } }));
	const rest = filter.rest === null ? [] : [{ clause: null, rest: true, query: { ...query, filter: { ...filter, rest: null } } }];
	const cloud = query.cloud === null ? [] : [{ clause: null, rest: false, query: { ...query, cloud: null } }];
	return [...clauses, ...rest, ...cloud];
}

/** Single conditions that leave nothing over: each is left out in turn, and what is asked says whether there is something then. */
export function useNarrow(query: Query, enabled: boolean): { narrow: Narrow[]; isPending: boolean } {
	const tries = withoutEach(query);
	/* one condition alone is to blame without asking */
	const asks = enabled && tries.length > 1;
	const answers = useQueries({
		queries: (asks ? tries : []).map((one) => {
			const text = searchText(costParams(one.query, { granularity: "total" }));
			return {
				queryKey: ["bills", "explore", "without", text],
				queryFn: ({ signal }: { signal: AbortSignal }) => getCosts(new URLSearchParams(text), signal),
			};
		}),
	});
	const narrow = tries.filter((_, i) => (answers[i]?.data?.totals.length ?? 0) > 0);
	return { narrow, isPending: answers.some((answer) => answer.isPending) };
}

const UNITS_OFFERED = "50";

/** Units of what was consumed, the one that costs most first; asked for only where quantities are shown. */
export function useUnits(state: ExplorerState): UseQueryResult<string[]> {
	const query = focusedQuery(state);
	const params = periodParams(query);
	params.set("limit", UNITS_OFFERED);
	const filter = printFilter(query.filter);
	if (filter) params.set("filter", filter);
	if (query.cloud) params.set("cloud", query.cloud);
	const text = searchText(params);
	return useQuery({
		queryKey: ["bills", "explore", "units", text],
		queryFn: async ({ signal }) => {
			const { items } = await getDimension("consumed_unit", new URLSearchParams(text), signal);
			return items.flatMap((item) => (item.value === null ? [] : [item.value]));
		},
		placeholderData: keepPreviousData,
		enabled: query.metric === "consumed_quantity",
	});
}
