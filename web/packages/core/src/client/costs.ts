/* SPDX-License-Identifier: Apache-2.0 */
/* costs.ts -- questions about costs and the values of dimensions. */
import { getJson } from "./http.ts";
import { searchText } from "../query.ts";
import type { CostAnswer, DimensionAnswer, RateList, Rates, SummaryAnswer, VarianceAnswer } from "../types/index.ts";

/** Where costs are asked for: what is copied for use elsewhere names it too. */
export const COSTS_PATH = "/api/v1/costs";

const PAGES_MAX = 12;

export const ROWS_A_PAGE = "1000";

/** All pages of one question; the first page's context, totals and links. A series comes in one piece. */
export async function getCosts(params: URLSearchParams, signal?: AbortSignal): Promise<CostAnswer> {
	const search = new URLSearchParams(params);
	if (search.get("granularity") === "total") search.set("limit", ROWS_A_PAGE);
	const first = await getJson<CostAnswer>(`${COSTS_PATH}?${searchText(search)}`, signal);
	const items = [...first.items];
	let cursor = first.page.next_cursor;
	for (let pages = 1; cursor && pages < PAGES_MAX; pages += 1) {
		search.set("cursor", cursor);
		const next = await getJson<CostAnswer>(`${COSTS_PATH}?${searchText(search)}`, signal);
		items.push(...next.items);
		cursor = next.page.next_cursor;
	}
	return { ...first, items };
}

/** One page of rows; the next by the cursor of this one. */
export function getCostPage(params: URLSearchParams, signal?: AbortSignal): Promise<CostAnswer> {
	return getJson<CostAnswer>(`${COSTS_PATH}?${searchText(params)}`, signal);
}

export function getDimension(name: string, params: URLSearchParams, signal?: AbortSignal): Promise<DimensionAnswer> {
	return getJson<DimensionAnswer>(`/api/v1/dimensions/${encodeURIComponent(name)}?${searchText(params)}`, signal);
}

/** A period in short, per currency. */
export function getSummary(params: URLSearchParams, signal?: AbortSignal): Promise<SummaryAnswer> {
	return getJson<SummaryAnswer>(`/api/v1/costs/summary?${searchText(params)}`, signal);
}

/** What moved the cost between two periods, and why. */
export function getVariance(params: URLSearchParams, signal?: AbortSignal): Promise<VarianceAnswer> {
	return getJson<VarianceAnswer>(`/api/v1/costs/variance?${searchText(params)}`, signal);
}

export async function getRates(signal?: AbortSignal): Promise<Rates[]> {
	return (await getJson<RateList>("/api/v1/fx_rates", signal)).items;
}
