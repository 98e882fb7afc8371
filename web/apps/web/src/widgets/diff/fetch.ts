/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- what a delivery changes, page by page, the largest change first. */
import { getDiff, type DeliveryDiff } from "@centavo/core";
import { keepPreviousData, useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from "@tanstack/react-query";

export function useDiff(id: string, metric: string, enabled: boolean): UseInfiniteQueryResult<InfiniteData<DeliveryDiff>> {
	return useInfiniteQuery({
		queryKey: ["bills", "diff", id, metric],
		queryFn: ({ pageParam, signal }) => getDiff(id, metric, pageParam, signal),
		initialPageParam: null as string | null,
		getNextPageParam: (last) => last.page.next_cursor,
		placeholderData: keepPreviousData,
		enabled,
	});
}
