/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the values that a filter offers. */
import { getDimension, getTags, periodParams, searchText, type DimensionAnswer, type Query, type TagKey } from "@centavo/core";
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

export function useTags(as_of: string | null): UseQueryResult<TagKey[]> {
	return useQuery({ queryKey: ["bills", "tags", as_of], queryFn: ({ signal }) => getTags(as_of, signal) });
}
