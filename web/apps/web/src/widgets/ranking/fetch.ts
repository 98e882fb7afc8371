/* SPDX-License-Identifier: Apache-2.0 */
/* fetch.ts -- what each value of a dimension cost in the whole period, with its change. */
import { costParams, type Query } from "@centavo/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { inCurrency, useCosts, type Answer } from "../../app/ask.ts";

const RANKED = "100";

/** An account is grouped by its name too, so that people need not know numbers by heart. */
const BESIDE: Record<string, string> = {
	sub_account_id: "sub_account_id,sub_account_name",
	billing_account_id: "billing_account_id,billing_account_name",
};

export function useRanking(
	query: Query,
	name: string,
	currency: string | null,
	currencies: string[],
	top = RANKED,
): UseQueryResult<Answer> {
	const one = inCurrency(query, currency ?? "", currencies);
	const extra = { granularity: "total", group_by: BESIDE[name] ?? name, compare: query.compare, top };
	return useCosts(costParams(one, extra), currency !== null);
}
