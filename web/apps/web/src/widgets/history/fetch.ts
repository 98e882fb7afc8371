/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- how the total of a month came to be. */
import { getHistory, type Metric, type PeriodHistory } from "@centavo/core";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";

const CHANGES = "25";

export function useHistory(month: string, metric: Metric): UseQueryResult<PeriodHistory> {
	return useQuery({
		queryKey: ["bills", "history", month, metric],
		queryFn: ({ signal }) => getHistory(month, new URLSearchParams({ metric, limit: CHANGES }), signal),
		placeholderData: keepPreviousData,
	});
}
