/* SPDX-License-Identifier: Apache-2.0 */
/* pivot.ts -- a table of costs by rows and columns. */
import type * as api from "./api.gen.ts";
import type { Context, OfMetric } from "./costs.ts";

export type { DimensionName, DimensionNames, PivotColumn } from "./api.gen.ts";

/** What stands in the cells: amounts, or ratios of a total as decimal text. */
export const PIVOT_SHOWS = ["amount", "share", "row_share", "column_share"] as const;
export type PivotShow = (typeof PIVOT_SHOWS)[number];

export type PivotContext = Context & Required<Pick<api.Context, "rows" | "columns">>;

/** A row of the tree: what is deeper than `depth` is null, and added up here. */
export type PivotItem = api.PivotItem & OfMetric;
export type PivotTotal = api.PivotTotal & OfMetric;

export interface PivotAnswer extends api.PivotAnswer {
	context: PivotContext;
	items: PivotItem[];
	totals: PivotTotal[];
}
