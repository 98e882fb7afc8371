/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- the totals of the period, of every currency, and the days of one currency. */
import { costParams, type CostAnswer, type Query } from "@centavo/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { inCurrency, useCosts, type Answer } from "../../app/ask.ts";

/** One row per currency; small, so it may decide which currency the page shows. */
export function useTotals(query: Query): UseQueryResult<Answer> {
	return useCosts(costParams({ ...query, currency: null }, { granularity: "total", compare: query.compare }));
}

/** The currency that everything is converted to or that the URL names, else the commonest one that has a cost here. */
export function currencyOf(query: Query, known: string[] | null, totals: CostAnswer | undefined): string | null {
	if (query.convert ?? query.currency) return query.convert ?? query.currency;
	if (!known) return null;
	if (known.length === 1) return known[0]!;
	const present = totals?.totals.map((total) => total.billing_currency);
	if (!present) return null;
	return known.find((currency) => present.includes(currency)) ?? present[0] ?? known[0] ?? null;
}

/** Days of the period and of the one it is compared with; the chart shares this answer when it draws days. */
export function useDays(query: Query, currency: string | null, currencies: string[]): UseQueryResult<Answer> {
	const one = inCurrency(query, currency ?? "", currencies);
	return useCosts(costParams(one, { granularity: "day", compare: query.compare }), currency !== null);
}
