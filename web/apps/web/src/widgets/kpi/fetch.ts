/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the period in short, of every currency: one question, small, so it may decide which currency is shown. And the
 * days of that currency, for a line beside the total. */
import { costParams, getSummary, searchText, type Query, type SummaryAnswer } from "@centavo/core";
import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { inCurrency, useCosts, type Answer } from "../../app/ask.ts";

export function useSummary(query: Query): UseQueryResult<SummaryAnswer> {
	const text = searchText(costParams({ ...query, currency: null }, { compare: query.compare }));
	return useQuery({
		queryKey: ["bills", "summary", text],
		queryFn: ({ signal }) => getSummary(new URLSearchParams(text), signal),
		placeholderData: keepPreviousData,
	});
}

/** One row per currency, where a page needs no more of the period than its totals. */
export function useTotals(query: Query): UseQueryResult<Answer> {
	return useCosts(costParams({ ...query, currency: null }, { granularity: "total", compare: query.compare }));
}

/** The billed cost beside the effective one, which no invoice has: what was paid ahead is spread in it. Of no
 * other metric, and never of the question before. */
export function useBilled(query: Query, currency: string | null, currencies: string[]): Answer | undefined {
	const one = inCurrency({ ...query, metric: "billed_cost" }, currency ?? "", currencies);
	const params = costParams(one, { granularity: "total", compare: "none" });
	const wanted = query.metric === "effective_cost";
	const { data, isPlaceholderData } = useCosts(params, currency !== null && wanted);
	return wanted && !isPlaceholderData ? data : undefined;
}

/** The currency that everything is converted to or that the URL names, else the commonest one that has a cost here. */
export function currencyOf(query: Query, known: string[] | null, rows: { billing_currency: string }[] | undefined): string | null {
	if (query.convert ?? query.currency) return query.convert ?? query.currency;
	if (known?.length === 1) return known[0]!;
	const present = rows?.map((row) => row.billing_currency);
	if (!known || !present) return null;
	return known.find((currency) => present.includes(currency)) ?? present[0] ?? known[0] ?? null;
}

/** Days of the period and of the one it is compared with; the chart shares this answer when it draws days. */
export function useDays(query: Query, currency: string | null, currencies: string[]): UseQueryResult<Answer> {
	const one = inCurrency(query, currency ?? "", currencies);
	return useCosts(costParams(one, { granularity: "day", compare: query.compare }), currency !== null);
}
