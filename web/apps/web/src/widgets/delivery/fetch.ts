/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- one delivery, and the decision about it. */
import { decide, getDelivery, type DeliveryDetail } from "@centavo/core";
import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from "@tanstack/react-query";

export function useDelivery(id: string): UseQueryResult<DeliveryDetail> {
	return useQuery({
		queryKey: ["bills", "delivery", id],
		queryFn: ({ signal }) => getDelivery(id, signal),
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
