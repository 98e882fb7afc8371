/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the feeds that bills come from, what each has brought, and how two of the same money compare. */
import {
	getComparison,
	getDeliveries,
	getSources,
	setSource,
	type Delivery,
	type Metric,
	type Page,
	type Role,
	type Source,
	type SourceComparison,
} from "@centavo/core";
import {
	keepPreviousData,
	useQuery,
	type UseMutationResult,
	type UseQueryResult,
} from "@tanstack/react-query";
import { useWrite } from "../../app/ask.ts";

export function useSources(): UseQueryResult<Source[]> {
	return useQuery({ queryKey: ["bills", "sources"], queryFn: ({ signal }) => getSources(signal) });
}

export interface SourceChange {
	name: string;
	role: Role;
	priority: number;
}

export function useSetSource(): UseMutationResult<Source[], unknown, SourceChange> {
	return useWrite(({ name, role, priority }: SourceChange) => setSource(name, role, priority));
}

const STRIP_MOST = "1000";

/** Bills of a feed for its strip of months: the newest thousand, and word of more. */
export function useBrought(source: string): UseQueryResult<{ items: Delivery[]; page: Page }> {
	return useQuery({
		queryKey: ["bills", "brought", source],
		queryFn: ({ signal }) => getDeliveries({ state: null, source }, null, signal, STRIP_MOST),
	});
}

export function useComparison(month: string | null, metric: Metric): UseQueryResult<SourceComparison> {
	return useQuery({
		queryKey: ["bills", "comparison", month, metric],
		queryFn: ({ signal }) => getComparison(month!, metric, signal),
		enabled: month !== null,
		placeholderData: keepPreviousData,
	});
}
