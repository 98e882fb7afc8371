/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- cost over time: split by one dimension, and whole with the compared period behind it. */
import { costParams, type CostAnswer, type Granularity, type Query } from "@centavo/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { inCurrency, useCosts } from "../../app/ask.ts";

export const SHOWN_PARTS = "8";

export interface OverTime {
	split: UseQueryResult<CostAnswer>;
	whole: UseQueryResult<CostAnswer>;
}

export function useOverTime(
	query: Query,
	granularity: Granularity,
	currency: string | null,
	currencies: string[],
): OverTime {
	const one = inCurrency(query, currency ?? "", currencies);
	const ready = currency !== null;
	return {
		split: useCosts(costParams(one, { granularity, group_by: query.group_by, top: SHOWN_PARTS }), ready),
		whole: useCosts(costParams(one, { granularity, compare: query.compare }), ready),
	};
}
