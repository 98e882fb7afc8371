/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- which services, or values of another column, moved the cost, and how much of it by usage, by price, as new, as gone. */
import { costParams, getVariance, printName, searchText, type Query, type VarianceAnswer } from "@centavo/core";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { inCurrency } from "../../app/ask.ts";

export const MOVERS = "8";

export function useVariance(
	query: Query,
	currency: string | null,
	currencies: string[],
	name = "service_name",
): UseQueryResult<VarianceAnswer> {
	const one = inCurrency(query, currency ?? "", currencies);
	const text = searchText(costParams(one, { group_by: printName(name), compare: query.compare, top: MOVERS }));
	return useQuery({
		queryKey: ["bills", "variance", text],
		queryFn: ({ signal }) => getVariance(new URLSearchParams(text), signal),
		placeholderData: keepPreviousData,
		enabled: currency !== null && query.compare !== "none",
	});
}
