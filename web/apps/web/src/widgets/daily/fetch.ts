/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- cost over time: split by one dimension, and whole with the compared period behind it. */
import { costParams, printName, type Granularity, type Query } from "@centavo/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { inCurrency, useCosts, type Answer } from "../../app/ask.ts";
import { useTags } from "../../filters/fetch.ts";

export const SHOWN_PARTS = "8";

export interface OverTime {
	split: UseQueryResult<Answer>;
	whole: UseQueryResult<Answer>;
}

export function useOverTime(
	query: Query,
	group: string,
	granularity: Granularity,
	currency: string | null,
	currencies: string[],
): OverTime {
	const one = inCurrency(query, currency ?? "", currencies);
	const ready = currency !== null;
	return {
		split: useCosts(costParams(one, { granularity, group_by: printName(group), top: SHOWN_PARTS }), ready),
		whole: useCosts(costParams(one, { granularity, compare: query.compare }), ready),
	};
}

const TAGS_OFFERED = 6;

/** The commonest tags, as names that a split understands. */
export function useSplitTags(as_of: string | null): string[] {
	const tags = useTags(as_of).data ?? [];
	return [...tags]
		.sort((a, b) => b.charge_count - a.charge_count)
		.slice(0, TAGS_OFFERED)
		.map((tag) => `tag:${tag.key}`);
}
