/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- one delivery, its rejected rows, and the decision about it. */
import { decide, getDelivery, getRejects, type DeliveryDetail, type Page, type Reject } from "@centavo/core";
import {
	useInfiniteQuery,
	useMutation,
	useQuery,
	useQueryClient,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseMutationResult,
	type UseQueryResult,
} from "@tanstack/react-query";

export function useDelivery(id: string): UseQueryResult<DeliveryDetail> {
	return useQuery({
		queryKey: ["bills", "delivery", id],
		queryFn: ({ signal }) => getDelivery(id, signal),
	});
}

export function useRejects(id: string, enabled: boolean): UseInfiniteQueryResult<InfiniteData<{ items: Reject[]; page: Page }>> {
	return useInfiniteQuery({
		queryKey: ["bills", "rejects", id],
		queryFn: ({ pageParam, signal }) => getRejects(id, pageParam, signal),
		initialPageParam: null as string | null,
		getNextPageParam: (last) => last.page.next_cursor,
		enabled,
	});
}

export interface Decided {
	decision: "accept" | "reject";
	reason: string;
}

export function useDecide(id: number): UseMutationResult<unknown, unknown, Decided> {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ decision, reason }: Decided) => decide(id, decision, reason),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ["bills"] });
			void client.invalidateQueries({ queryKey: ["status"] });
		},
	});
}
