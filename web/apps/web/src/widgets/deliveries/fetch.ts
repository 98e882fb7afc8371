/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the bills that have arrived, newest first, and one of them in full. */
import { getDeliveries, getDelivery, type Delivery, type DeliveryDetail, type Page } from "@centavo/core";
import {
	useInfiniteQuery,
	useQuery,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseQueryResult,
} from "@tanstack/react-query";

type Pages = InfiniteData<{ items: Delivery[]; page: Page }>;

export function useDeliveries(): UseInfiniteQueryResult<Pages> {
	return useInfiniteQuery({
		queryKey: ["bills", "deliveries"],
		queryFn: ({ pageParam, signal }) => getDeliveries(pageParam, signal),
		initialPageParam: null as string | null,
		getNextPageParam: (last) => last.page.next_cursor,
	});
}

export function useDelivery(id: number): UseQueryResult<DeliveryDetail> {
	return useQuery({
		queryKey: ["bills", "delivery", id],
		queryFn: ({ signal }) => getDelivery(id, signal),
	});
}
