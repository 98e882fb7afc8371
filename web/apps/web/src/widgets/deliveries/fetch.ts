/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the bills that have arrived, newest first; one of them in full; the feeds they come from. */
import { getDeliveries, getSources, setSource, type Delivery, type DeliveryState, type Page, type Role, type Source } from "@centavo/core";
import {
	keepPreviousData,
	useInfiniteQuery,
	useMutation,
	useQuery,
	useQueryClient,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseMutationResult,
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

export interface SourceChange {
	name: string;
	role: Role;
	priority: number;
}

export function useSetSource(): UseMutationResult<Source[], unknown, SourceChange> {
	const client = useQueryClient();
	return useMutation({
		mutationFn: ({ name, role, priority }: SourceChange) => setSource(name, role, priority),
		onSuccess: () => {
			void client.invalidateQueries({ queryKey: ["bills"] });
			void client.invalidateQueries({ queryKey: ["status"] });
		},
	});
}
