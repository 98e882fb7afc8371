/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the bills that have arrived, newest first. */
import { getDeliveries, type Delivery, type DeliveryState, type Page } from "@centavo/core";
import { keepPreviousData, useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from "@tanstack/react-query";

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
