/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- lists of things by pages, what is known of some of them, and the questions of one thing's page. */
import {
	chargeParams,
	costParams,
	getCharges,
	getCostPage,
	getCosts,
	getDimension,
	printName,
	searchText,
	type Charge,
	type CostAnswer,
	type Day,
	type DimensionAnswer,
	type DimensionValue,
	type Query,
} from "@centavo/core";
import {
	keepPreviousData,
	useInfiniteQuery,
	useQueries,
	useQuery,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseQueryResult,
} from "@tanstack/react-query";
import { inCurrency, useCosts, type Answer } from "../../app/ask.ts";
import type { Kind } from "./kinds.ts";
import { searchFilter, shapeSeen, shapeTrends, sortWord, trendGranularity, valueFilters, type Order } from "./shape.ts";

const A_PAGE = "25";

interface Reading {
	query: Query;
	currency: string | null;
	currencies: string[];
}

function setOrDrop(params: URLSearchParams, name: string, value: string): URLSearchParams {
	if (value === "") params.delete(name);
	else params.set(name, value);
	return params;
}

/* ---- lists ---- */

export function useThings(reading: Reading, kind: Kind, q: string, order: Order): UseInfiniteQueryResult<InfiniteData<CostAnswer>> {
	const query = inCurrency(reading.query, reading.currency ?? "", reading.currencies);
	const params = costParams(query, {
		granularity: "total",
		group_by: printName(kind.dimension),
		compare: query.compare,
		top: "all",
		sort: sortWord(order, kind.dimension, query.metric),
		limit: A_PAGE,
	});
	const text = searchText(setOrDrop(params, "filter", searchFilter(query.filter, kind, q)));
	return useInfiniteQuery({
		queryKey: ["bills", "things", kind.dimension, text],
		queryFn: ({ pageParam, signal }) => {
			const search = new URLSearchParams(text);
			if (pageParam) search.set("cursor", pageParam);
			return getCostPage(search, signal);
		},
		initialPageParam: null as string | null,
		getNextPageParam: (last) => last.page.next_cursor,
		placeholderData: keepPreviousData,
		enabled: reading.currency !== null,
	});
}

/** What is asked about rows after the rows: a value that is not in it is on its way, failed, or has nothing of the kind. */
export interface Known<T> {
	of: Map<string | null, T>;
	pending: boolean;
	failed: boolean;
}

function knownOf<A, T>(answers: UseQueryResult<A>[], of: Map<string | null, T>): Known<T> {
	return { of, pending: answers.some((answer) => answer.isPending), failed: answers.some((answer) => answer.isError) };
}

/** Name, first and last day of these values, over all time: page by page, so that more rows ask about themselves only. */
export function useSeen(dimension: string, as_of: string | null, pages: (string | null)[][]): Known<DimensionValue> {
	const filters = pages.flatMap((values) => valueFilters(dimension, values));
	return useQueries({
		queries: filters.map((filter) => {
			const params = new URLSearchParams({ window: "all", filter, limit: "1000", ...(as_of ? { as_of } : {}) });
			return {
				queryKey: ["bills", "seen", dimension, searchText(params)],
				queryFn: ({ signal }: { signal: AbortSignal }) => getDimension(dimension, params, signal),
			};
		}),
		combine: (answers) => knownOf(answers, shapeSeen(answers.flatMap((answer) => answer.data?.items ?? []))),
	});
}

interface TrendWords {
	dimension: string;
	days: number;
	enabled: boolean;
}

/** The shape of each value's cost in the period. */
export function useTrends(reading: Reading, words: TrendWords, pages: (string | null)[][]): Known<number[]> {
	const { dimension } = words;
	const query = inCurrency(reading.query, reading.currency ?? "", reading.currencies);
	const filters = words.enabled ? pages.flatMap((values) => valueFilters(dimension, values)) : [];
	return useQueries({
		queries: filters.map((filter) => {
			const params = costParams(query, { granularity: trendGranularity(words.days), group_by: printName(dimension), top: "all" });
			const had = params.get("filter");
			params.set("filter", had ? `(${had}) and (${filter})` : filter);
			const text = searchText(params);
			return {
				queryKey: ["bills", "trends", dimension, text],
				queryFn: ({ signal }: { signal: AbortSignal }) => getCosts(new URLSearchParams(text), signal),
			};
		}),
		combine: (answers) => {
			const items = answers.flatMap((answer) => answer.data?.items ?? []);
			return knownOf(answers, shapeTrends(items, dimension, query.metric, reading.currency ?? ""));
		},
	});
}

/* ---- one thing ---- */

/** What all bills know of it; no item means that they do not. */
export function useEver(dimension: string, filter: string, as_of: string | null): UseQueryResult<DimensionAnswer> {
	const params = new URLSearchParams({ window: "all", filter, limit: "1", ...(as_of ? { as_of } : {}) });
	const text = searchText(params);
	return useQuery({
		queryKey: ["bills", "ever", dimension, text],
		queryFn: ({ signal }) => getDimension(dimension, new URLSearchParams(text), signal),
	});
}

const PARENTS_SHOWN = "4";

/** What it belongs to, by column. */
export function useParents(names: readonly string[], filter: string, as_of: string | null): Map<string, DimensionValue[]> {
	return useQueries({
		queries: names.map((name) => {
			const params = new URLSearchParams({ window: "all", filter, limit: PARENTS_SHOWN, ...(as_of ? { as_of } : {}) });
			return {
				queryKey: ["bills", "parents", name, searchText(params)],
				queryFn: ({ signal }: { signal: AbortSignal }) => getDimension(name, params, signal),
			};
		}),
		combine: (answers) => new Map(names.map((name, i) => [name, answers[i]?.data?.items ?? []])),
	});
}

/** A charge of its last day, for what is written on it. */
export function useNewestCharge(query: Query, day: Day | null): UseQueryResult<Charge | null> {
	const params = chargeParams({ ...query, window: null, start: day, end: day });
	params.set("limit", "1");
	const text = searchText(params);
	return useQuery({
		queryKey: ["bills", "newest", text],
		queryFn: async ({ signal }) => (await getCharges(new URLSearchParams(text), null, signal)).items[0] ?? null,
		enabled: day !== null,
	});
}

export function useMonths({ query, currency, currencies }: Reading): UseQueryResult<Answer> {
	const one = { ...inCurrency(query, currency ?? "", currencies), window: "all", start: null, end: null };
	return useCosts(costParams(one, { granularity: "month" }), currency !== null);
}

const PARTS = "10";

export function useBreakdown({ query, currency, currencies }: Reading, name: string): UseQueryResult<Answer> {
	const one = inCurrency(query, currency ?? "", currencies);
	const extra = { granularity: "total", group_by: printName(name), compare: query.compare, top: PARTS };
	return useCosts(costParams(one, extra), currency !== null);
}
