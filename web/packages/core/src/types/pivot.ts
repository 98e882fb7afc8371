/* SPDX-License-Identifier: Apache-2.0 */
/* pivot.ts -- a table of costs by rows and columns. Field names are the API's own. */
import type { Day } from "../dates.ts";
import type { Money } from "../money.ts";
import type { Context, Links, Page } from "./costs.ts";

/** What stands in the cells: amounts, or ratios of a total as decimal text. */
export const PIVOT_SHOWS = ["amount", "share", "row_share", "column_share"] as const;
export type PivotShow = (typeof PIVOT_SHOWS)[number];

export interface PivotContext extends Context {
	rows: string[];
	columns: string[];
}

/** A value of each column dimension, and the first day of the time that it is of. */
export interface PivotColumn {
	charge_date?: Day | null;
	is_other?: boolean;
	[dimension: string]: string | boolean | null | undefined;
}

/** A row of the tree: what is deeper than `depth` is null, and added up here. */
export interface PivotItem {
	depth: number;
	billing_currency: string;
	is_other?: boolean;
	share?: string | null;
	cells: (string | null)[];
	previous?: Money | null;
	delta?: Money | null;
	delta_ratio?: string | null;
	[column: string]: string | number | boolean | null | undefined | (string | null)[];
}

export interface PivotTotal {
	billing_currency: string;
	share?: string | null;
	cells: (string | null)[];
	previous?: Money | null;
	delta?: Money | null;
	delta_ratio?: string | null;
	[column: string]: string | null | undefined | (string | null)[];
}

export interface PivotAnswer {
	context: PivotContext;
	columns: PivotColumn[];
	items: PivotItem[];
	totals: PivotTotal[];
	page: Page;
	links: Links;
}

/** A column of the bills that can be grouped and filtered by. */
export interface DimensionName {
	name: string;
	focus_name: string;
	help: string;
}
