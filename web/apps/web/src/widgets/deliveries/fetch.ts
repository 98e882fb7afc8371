/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the bills that have arrived, newest first; one of them in full; the feeds they come from. */
import { getDeliveries, getSources, type Delivery, type DeliveryState, type Page, type Source } from "@centavo/core";
import {
	keepPreviousData,
	useInfiniteQuery,
	useQuery,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseQueryResult,
} from "@tanstack/react-query";

type Pages = InfiniteData<{ items: Delivery[]; page: Page }>;

export function useDeliveries(state: DeliveryState | null, source: string | null): UseInfiniteQueryResult<Pages> {
	return useInfiniteQuery({
		queryKey: ["bills", "deliveries", state, source],
		queryFn: ({ pageParam, signal }) => getDeliveries({ state, source }, pageParam, signal),
		initialPageParam: null as string | null,
		getNextPageParam: (last) => last.page.next_cursor,
		placeholderData: keepPreviousData,
	});
}

export function useSources(): UseQueryResult<Source[]> {
	return useQuery({ queryKey: ["bills", "sources"], queryFn: ({ signal }) => getSources(signal) });
}
