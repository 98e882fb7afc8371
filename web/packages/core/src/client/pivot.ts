/* SPDX-License-Identifier: Apache-2.0 */
/* pivot.ts -- costs by rows and columns, and the dimensions that there are. */
import { getJson } from "./http.ts";
import { searchText } from "../query.ts";
import type { DimensionName, DimensionNames, PivotAnswer } from "../types/index.ts";

/** Where pivot tables are asked for. */
export const PIVOT_PATH = "/api/v1/costs/pivot";

/** The whole table: its pages one after the other; columns and totals are those of the first. */
export async function getPivot(params: URLSearchParams, signal?: AbortSignal): Promise<PivotAnswer> {
	const search = new URLSearchParams(params);
	const first = await getJson<PivotAnswer>(`${PIVOT_PATH}?${searchText(search)}`, signal);
	const items = [...first.items];
	for (let cursor = first.page?.next_cursor ?? null; cursor; ) {
		search.set("cursor", cursor);
		const next = await getJson<PivotAnswer>(`${PIVOT_PATH}?${searchText(search)}`, signal);
		items.push(...next.items);
		cursor = next.page.next_cursor;
	}
	return { ...first, items };
}

/** The columns that can be grouped and filtered by. */
export async function getDimensionNames(signal?: AbortSignal): Promise<DimensionName[]> {
	return (await getJson<DimensionNames>("/api/v1/dimensions", signal)).items;
}
