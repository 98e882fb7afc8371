/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- how good the data of a month is, feed by feed. */
import { getQuality, type Quality } from "@centavo/core";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";

export function useQuality(month: string): UseQueryResult<Quality> {
	return useQuery({ queryKey: ["bills", "quality", month], queryFn: ({ signal }) => getQuality(month, signal) });
}
