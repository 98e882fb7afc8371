/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the values that a filter offers. */
import { getDimension, getRates, getTags, periodParams, searchText, type DimensionAnswer, type Query, type TagKey } from "@centavo/core";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";

const OFFERED = "50";

export function useValues(name: string | null, q: string, query: Query): UseQueryResult<DimensionAnswer> {
	const params = periodParams(query);
	params.set("limit", OFFERED);
	if (q) params.set("q", q);
	const text = searchText(params);
	return useQuery({
		queryKey: ["bills", "values", name, text],
		queryFn: ({ signal }) => getDimension(name!, new URLSearchParams(text), signal),
		enabled: name !== null,
		placeholderData: keepPreviousData,
	});
}

/** What everything can be shown in: the currencies of the bills first, then those that rates lead to. */
export function useConvertible(billed: string[], chosen: string | null): string[] {
	const rates = useQuery({ queryKey: ["bills", "rates"], queryFn: ({ signal }) => getRates(signal) }).data ?? [];
	const rated = rates.flatMap((rate) => [rate.base_currency, rate.quote_currency]).sort();
	return [...new Set([...billed, ...(chosen ? [chosen] : []), ...rated])];
}

export function useTags(as_of: string | null): UseQueryResult<TagKey[]> {
	return useQuery({ queryKey: ["bills", "tags", as_of], queryFn: ({ signal }) => getTags(as_of, signal) });
}
