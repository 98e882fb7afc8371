/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- charges page by page, in the order of the bills; and the file that one of them came in. */
import { chargeParams, getCharges, getDelivery, searchText, type ChargeAnswer, type DeliveryDetail, type Query } from "@centavo/core";
import {
	keepPreviousData,
	useInfiniteQuery,
	useQuery,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseQueryResult,
} from "@tanstack/react-query";

const A_PAGE = "25";

export function useCharges(query: Query, enabled: boolean): UseInfiniteQueryResult<InfiniteData<ChargeAnswer>> {
	const params = chargeParams(query);
	params.set("limit", A_PAGE);
	const text = searchText(params);
	return useInfiniteQuery({
		queryKey: ["bills", "charges", text],
		queryFn: ({ pageParam, signal }) => getCharges(new URLSearchParams(text), pageParam, signal),
		initialPageParam: null as string | null,
		getNextPageParam: (last) => last.page.next_cursor,
		placeholderData: keepPreviousData,
		enabled,
	});
}

/** The bill of a charge, for the names of its files. */
export function useBillOf(id: number): UseQueryResult<DeliveryDetail> {
	return useQuery({ queryKey: ["bills", "delivery", String(id)], queryFn: ({ signal }) => getDelivery(String(id), signal) });
}
