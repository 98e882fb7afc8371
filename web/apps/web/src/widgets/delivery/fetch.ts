/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- one delivery, its rejected rows, and the decision about it. */
import {
	ApiError,
	decide,
	getDelivery,
	getRejects,
	readAgain,
	type AgainWords,
	type DeliveryDetail,
	type DeliveryResult,
	type Page,
	type Reject,
} from "@centavo/core";
import {
	useInfiniteQuery,
	useQuery,
	type InfiniteData,
	type UseInfiniteQueryResult,
	type UseMutationResult,
	type UseQueryResult,
} from "@tanstack/react-query";
import { useWrite } from "../../app/ask.ts";
import { followRun } from "../../upload/fetch.tsx";

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
	return useWrite(({ decision, reason }: Decided) => decide(id, decision, reason));
}

async function followAgain(id: number, words: AgainWords): Promise<DeliveryResult> {
	const { run_id } = await readAgain(id, words);
	const { deliveries, error } = await followRun(run_id);
	const read = deliveries[0];
	if (error || !read) throw new ApiError(error ?? { title: "no delivery" }, error?.status ?? 500);
	return read;
}

/** From the landed bytes to the delivery that they have become, which may be rejected again. */
export function useReadAgain(id: number): UseMutationResult<DeliveryResult, unknown, AgainWords> {
	return useWrite((words) => followAgain(id, words));
}
